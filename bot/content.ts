import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDialog, loadWording, WordingError } from '../dialogs';
import type { Dialog } from '../dialogs/types';
import { createUnderstand, loadClassifier, type Understand } from '../nlu';
import { ModelError } from '../nlu/model';
import type { Config } from './config';
import { StartFault } from './startFault';

export interface Content {
  dialog: Dialog;
  understand: Understand;
}

/**
 * The dialogue with the wording of the language set, and the trained classifier.
 * @throws StartFault naming file, key and remedy
 */
export function loadContent({ locale, dialog: config }: Pick<Config, 'locale' | 'dialog'>): Content {
  const file = `dialogs/wording/${locale}.yaml`;
  try {
    const wording = loadWording(readFileSync(join(__dirname, '..', file), 'utf8'), file);
    return { dialog: createDialog({ config, wording }), understand: createUnderstand({ classify: loadClassifier() }) };
  } catch (error) {
    if (error instanceof WordingError || error instanceof ModelError)
      throw new StartFault(error.message.split('\n'), { cause: error });
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new StartFault(`${(error as NodeJS.ErrnoException).path ?? file}: missing; run npm run build`, {
        cause: error,
      });
    throw error;
  }
}
