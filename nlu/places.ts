import path from 'node:path';

const compiled = path.basename(path.dirname(__dirname)) === 'dist';

/** `dist/nlu/model.json`, whether this runs compiled or from source. */
export const DEFAULT_MODEL_PATH = compiled
  ? path.join(__dirname, 'model.json')
  : path.join(__dirname, '..', 'dist', 'nlu', 'model.json');

/** `nlu/corpus/` of the source tree; a deployed image may do without it. */
export const CORPUS_DIRECTORY = compiled
  ? path.join(__dirname, '..', '..', 'nlu', 'corpus')
  : path.join(__dirname, 'corpus');
