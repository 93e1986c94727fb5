import { createDialog } from '../../dialogs';
import type { Dialog } from '../../dialogs/types';
import { createUnderstand, loadModel, rememberPhrases, type Understand } from '../../nlu';
import { ModelError } from '../../nlu/model/model';
import type { Config } from '../settings/config';
import { StartFault } from '../settings/startFault';
import { readWording } from './wordingFile';

/** The dialogue and the natural-language understanding. */
export interface Content {
  dialog: Dialog;
  understand: Understand;
}

/**
 * Loads the wording of the configured language and the trained classifier.
 * @throws StartFault naming file, key and remedy
 */
export function loadContent({ locale, dialog: config }: Pick<Config, 'locale' | 'dialog'>): Content {
  try {
    const wording = readWording(locale);
    const onButtons = Object.values(wording.choices).flatMap(({ title, aliases }) => [title, ...aliases]);
    return {
      dialog: createDialog({ config, wording }),
      understand: rememberPhrases(createUnderstand(loadModel()), onButtons),
    };
  } catch (error) {
    if (error instanceof ModelError) throw new StartFault(error.message.split('\n'), { cause: error });
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new StartFault(`${path ?? 'dist'}: missing; run npm run build`, { cause: error });
    throw error;
  }
}
