/** `node dist/bot/cli/learnLanguage.js`, a step of `npm run build`: learns `dist/nlu/language.bin` from the corpus and the phrases. */
import { parseCorpus } from '../../nlu/model/corpus/corpus';
import { readCorpusFiles } from '../../nlu/model/corpus/corpusFiles';
import { CorpusError } from '../../nlu/model/corpus/readYaml';
import { makePhraseTable, readPhraseFiles } from '../../nlu/phrases/phraseFiles';
import { writeLanguage } from '../../nlu/spelling/languageFile';
import { learnLanguage } from '../../nlu/spelling/learnLanguage';
import { sentencesOf } from '../../nlu/spelling/sentences';

try {
  const { examples } = parseCorpus(readCorpusFiles());
  const { rules } = makePhraseTable(readPhraseFiles());
  writeLanguage(learnLanguage(sentencesOf(examples, rules)));
} catch (error) {
  if (!(error instanceof CorpusError)) throw error;
  process.stderr.write(`nlu: ${error.message}\n`);
  process.exitCode = 1;
}
