/** `node dist/bot/cli/compilePhrases.js`, a step of `npm run build`: compiles the phrase files to `dist/nlu/phrases.json`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makePhraseTable, PHRASES_PATH, readPhraseFiles } from '../../nlu/phrases/phraseFiles';
import { PhraseError } from '../../nlu/phrases/rules';

try {
  const table = makePhraseTable(readPhraseFiles());
  mkdirSync(dirname(PHRASES_PATH), { recursive: true });
  writeFileSync(PHRASES_PATH, JSON.stringify(table));
} catch (error) {
  if (!(error instanceof PhraseError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
