import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CorpusError, parseCorpus } from '../../nlu/model/corpus';
import { readCorpusFiles } from '../../nlu/model/corpusFiles';
import { DEFAULT_MODEL_PATH } from '../../nlu/model/places';
import { trainModel } from '../../nlu/model/train';

/**
 * `node dist/bot/cli/trainModel.js`, a step of `npm run build`: trains `dist/nlu/model.json` on `nlu/corpus/*.yaml`.
 */
function main(): void {
  const startedAt = performance.now();
  const corpus = parseCorpus(readCorpusFiles());
  const model = trainModel(corpus);
  const json = `${JSON.stringify(model)}\n`;
  mkdirSync(path.dirname(DEFAULT_MODEL_PATH), { recursive: true });
  writeFileSync(DEFAULT_MODEL_PATH, json);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const megabytes = (json.length / 1e6).toFixed(1);
  process.stdout.write(
    `nlu: learnt ${model.intents.length} intents from ${model.examples} sentences in ${seconds} s, model ${megabytes} MB\n`,
  );
}

try {
  main();
} catch (error) {
  if (!(error instanceof CorpusError)) throw error;
  process.stderr.write(`nlu: ${error.message}\n`);
  process.exitCode = 1;
}
