import { inTurns, compared, type Bench } from './measure';
import { startNlpJs, NLP_JS } from './nlpJs';
import { createUnderstand, loadModel } from '../../nlu';
import { readLabelledFile } from './labelled';

const BEGINNINGS = [
  '',
  '请问',
  '你好，',
  '那',
  '哦 ',
  '我想问下',
  '客服，',
  '麻烦问一下 ',
  '对了',
  '还有，',
  '嗯 ',
  '亲，',
];
const ENDINGS = ['', '。', '？', '！', '…', '~'];

/** Sentences that were not in a round before: nlp.js remembers what it has been asked, and customers seldom say the same. */
const sentencesOf = (texts: readonly string[], round: number): string[] =>
  BEGINNINGS.flatMap((beginning) => texts.map((text) => beginning + text + ENDINGS[round]!));

export const nluSpeed: Bench = {
  name: 'nlu-speed',
  async run({ nluFile }) {
    const texts = readLabelledFile(nluFile).map(({ text }) => text);
    const understand = createUnderstand(loadModel());
    const nlpJs = await startNlpJs();
    const speed = (sentences: string[]): number => {
      const startedAt = performance.now();
      for (const text of sentences) understand(text);
      return (sentences.length * 1000) / (performance.now() - startedAt);
    };
    let round = 0;
    const measured = await inTurns(
      async () => speed(sentencesOf(texts, round)),
      () => nlpJs.speed(sentencesOf(texts, round++)),
    );
    await nlpJs.stop();
    return [
      compared(
        { name: 'understanding', unit: 'utterances/s', peer: NLP_JS, target: '≥ 10 × and ≥ 20,000/s' },
        measured,
        (ratio) => ratio >= 10 && measured.ours >= 20_000,
      ),
    ];
  },
};
