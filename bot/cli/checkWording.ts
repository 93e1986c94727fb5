import { LOCALES } from '../content/dialogSettings';
import { notePassed } from '../content/wordingFile';

/** `node dist/bot/cli/checkWording.js`: spares the start the checks of unchanged wording files; a part of `npm run build`. */
for (const locale of LOCALES) notePassed(locale);
