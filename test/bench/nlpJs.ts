import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parseCorpus } from '../../nlu/model/corpus/corpus';
import { readCorpusFiles } from '../../nlu/model/corpus/corpusFiles';
import { say } from './measure';
import { Child, peerFile } from './processes';

export const NLP_JS = 'nlp.js';

export interface NlpJs {
  classify(texts: string[]): Promise<string[]>;
  /** Utterances a second. */
  speed(texts: string[]): Promise<number>;
  stop(): Promise<void>;
}

/** nlp.js in a process of its own, trained on all sentences of our corpus; what it learnt is kept for the next run. */
export const startNlpJs = async (): Promise<NlpJs> => {
  const { examples, topics, hash } = parseCorpus(readCorpusFiles());
  const child = new Child(peerFile('nlp.js'));
  const cacheFile = join(peerFile('.cache'), `nlp-${hash.slice(0, 16)}.json`);
  const load = {
    examples: shuffled(examples.map(({ text, label }) => ({ text, intent: topics.get(label) ?? label }))),
    cacheFile,
  };
  say('  nlp.js learns the corpus …');
  const { trainSeconds } = await child.ask<{ trainSeconds: number }>({ load });
  say(trainSeconds === 0 ? '  as kept from an earlier run' : `  in ${Math.round(trainSeconds)} s`);
  return {
    classify: (texts) => child.ask({ classify: texts }),
    speed: (texts) => child.ask({ speed: texts }),
    stop: () => child.stop(),
  };
};

/** In an order that is the same each time. Sorted by intent, nlp.js would forget all but the last: it learns in the order given. */
const shuffled = <Example extends { text: string }>(examples: Example[]): Example[] =>
  examples
    .map((example) => ({ example, place: createHash('sha1').update(example.text).digest('hex') }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ example }) => example);
