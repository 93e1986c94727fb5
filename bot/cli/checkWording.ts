import { LOCALES } from '../content/dialogSettings';
import { storeCheckedWording } from '../content/wordingFile';

/** `node dist/bot/cli/checkWording.js`: spares the start the checks of unchanged wording files; a part of `npm run build`. */
for (const locale of LOCALES) storeCheckedWording(locale);
