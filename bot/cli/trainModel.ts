import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseCorpus } from '../../nlu/model/corpus/corpus';
import { CorpusError } from '../../nlu/model/corpus/readYaml';
import { readCorpusFiles } from '../../nlu/model/corpus/corpusFiles';
import { writeModel } from '../../nlu/model/model';
import { DEFAULT_MODEL_PATH } from '../../nlu/model/places';
import { trainModel } from '../../nlu/model/train';

/**
 * `node dist/bot/cli/trainModel.js`, a step of `npm run build`: trains `dist/nlu/model.json` and `model.bin` on `nlu/corpus/*.yaml`.
 */
function main(): void {
  const startedAt = performance.now();
  const corpus = parseCorpus(readCorpusFiles());
  const model = trainModel(corpus);
  mkdirSync(path.dirname(DEFAULT_MODEL_PATH), { recursive: true });
  const bytes = writeModel(model);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const megabytes = (bytes / 1e6).toFixed(1);
  process.stdout.write(
    `nlu: learnt ${corpus.topics.size} topics from ${corpus.examples.length} sentences in ${seconds} s, model ${megabytes} MB\n`,
  );
}

try {
  main();
} catch (error) {
  if (!(error instanceof CorpusError)) throw error;
  process.stderr.write(`nlu: ${error.message}\n`);
  process.exitCode = 1;
}
