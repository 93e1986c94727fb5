import { toProductIntent } from '../../bot/cli/nluEvaluate';
import { createUnderstand, loadModel } from '../../nlu';
import { readLabelledFile } from './labelled';
import type { Bench } from './measure';
import { NLP_JS, startNlpJs } from './nlpJs';

/** nlp.js answers None where nothing fits: what we call out of scope. */
const toOurs = (intent: string): string => (intent === 'None' ? 'out_of_scope' : intent);

export const nluAccuracy: Bench = {
  name: 'nlu-accuracy',
  async run({ nluFile }) {
    const labelled = readLabelledFile(nluFile);
    const understand = createUnderstand(loadModel());
    const nlpJs = await startNlpJs();
    const theirs = await nlpJs.classify(labelled.map(({ text }) => text));
    await nlpJs.stop();

    const share = (right: (line: (typeof labelled)[number], index: number) => boolean): number =>
      (100 * labelled.filter(right).length) / labelled.length;
    const value = share(({ text, expected }) => toProductIntent(understand(text).intent) === expected);
    const peerValue = share(({ expected }, i) => toOurs(theirs[i]!) === expected);
    return [
      {
        name: 'intent accuracy',
        value,
        unit: `% of ${labelled.length}`,
        peer: NLP_JS,
        peerValue,
        ratio: value / peerValue,
        target: '≥ 10 points more',
        met: value - peerValue >= 10,
      },
    ];
  },
};
