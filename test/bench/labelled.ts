import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseLabelled } from '../../bot/cli/nluEvaluate';

/** Lines of `utterance<TAB>intent`. */
export const readLabelledFile = (file: string): ReturnType<typeof parseLabelled> =>
  parseLabelled(readFileSync(file, 'utf8'), basename(file));
