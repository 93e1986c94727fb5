import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDialog, loadWording, WordingError } from '../dialogs';
import type { Dialog, DialogConfig } from '../dialogs/types';
import { createUnderstand, loadClassifier, type Understand } from '../nlu';
import { ModelError } from '../nlu/model';
import { StartFault } from './startFault';

const WORDING = 'dialogs/wording/zh-CN.yaml';

export interface Content {
  dialog: Dialog;
  understand: Understand;
}

/**
 * The dialogue with its wording, and the trained classifier.
 * @throws StartFault naming file, key and remedy
 */
export function loadContent(config: DialogConfig): Content {
  try {
    const wording = loadWording(readFileSync(join(__dirname, '..', WORDING), 'utf8'), WORDING);
    return { dialog: createDialog({ config, wording }), understand: createUnderstand({ classify: loadClassifier() }) };
  } catch (error) {
    if (error instanceof WordingError || error instanceof ModelError)
      throw new StartFault(error.message.split('\n'), { cause: error });
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new StartFault(`${(error as NodeJS.ErrnoException).path ?? WORDING}: missing; run npm run build`, {
        cause: error,
      });
    throw error;
  }
}
