import path from 'node:path';

/** `nlu/` of the sources, or `dist/nlu/` where this runs compiled. */
const HERE = path.dirname(__dirname);
const TOP = path.dirname(HERE);
const isCompiled = path.basename(TOP) === 'dist';

/** `dist/nlu/model.json`, whether this runs compiled or from source. */
export const DEFAULT_MODEL_PATH = path.join(isCompiled ? HERE : path.join(TOP, 'dist', 'nlu'), 'model.json');

/** `nlu/corpus/` of the source tree; a deployed image may do without it. */
export const CORPUS_DIRECTORY = path.join(isCompiled ? path.join(TOP, '..', 'nlu') : HERE, 'corpus');
