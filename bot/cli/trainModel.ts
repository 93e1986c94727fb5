import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseCorpus } from '../../nlu/model/corpus/corpus';
import { CorpusError } from '../../nlu/model/corpus/readYaml';
import { readCorpusFiles } from '../../nlu/model/corpus/corpusFiles';
import { writeModel } from '../../nlu/model/model';
import { DEFAULT_MODEL_PATH } from '../../nlu/model/places';
import { assembleModel, lessonOf, PART_NUMBERS } from '../../nlu/model/train';
import { learnInThread } from './learnInThread';

/**
 * `node dist/bot/cli/trainModel.js`, a step of `npm run build`: trains `dist/nlu/model.json` and `model.bin` on `nlu/corpus/*.yaml`.
 */
async function main(): Promise<void> {
  const startedAt = performance.now();
  const corpus = parseCorpus(readCorpusFiles());
  const lesson = lessonOf(corpus);
  const parts = await Promise.all(PART_NUMBERS.map((part) => learnInThread(lesson, part)));
  const model = assembleModel(corpus, lesson, parts);
  mkdirSync(path.dirname(DEFAULT_MODEL_PATH), { recursive: true });
  const bytes = writeModel(model);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const megabytes = (bytes / 1e6).toFixed(1);
  process.stdout.write(
    `nlu: learnt ${corpus.topics.size} topics from ${corpus.examples.length} sentences in ${seconds} s, model ${megabytes} MB\n`,
  );
}

main().catch((error: unknown) => {
  if (!(error instanceof CorpusError)) throw error;
  process.stderr.write(`nlu: ${error.message}\n`);
  process.exitCode = 1;
});
