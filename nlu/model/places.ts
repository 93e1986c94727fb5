import path from 'node:path';

/** `nlu/`, or `dist/nlu/` if this is compiled code. */
const HERE = path.dirname(__dirname);
const TOP = path.dirname(HERE);
const isCompiled = path.basename(TOP) === 'dist';

/** Path of `dist/nlu/model.json`. */
export const DEFAULT_MODEL_PATH = path.join(isCompiled ? HERE : path.join(TOP, 'dist', 'nlu'), 'model.json');

/** Path of `nlu/corpus/` in the source tree; a deployment may lack it. */
export const CORPUS_DIRECTORY = path.join(isCompiled ? path.join(TOP, '..', 'nlu') : HERE, 'corpus');
