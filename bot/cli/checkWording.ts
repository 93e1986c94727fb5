import { LOCALES } from '../content/dialogSettings';
import { storeCheckedWording } from '../content/wordingFile';

/** `node dist/bot/cli/checkWording.js`, a step of `npm run build`: caches the wording files that pass their checks. */
for (const locale of LOCALES) storeCheckedWording(locale);
