import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseLabelled, toProductIntent } from '../../bot/cli/nluEvaluate';
import { createUnderstand, loadModel } from '../../nlu';
import { parseCorpus } from '../../nlu/model/corpus/corpus';
import { evaluate } from '../../nlu/model/evaluate';
import { readCorpusFiles } from '../../nlu/model/corpus/corpusFiles';
import { normalize } from '../../nlu/text/normalize';
import { CONFIDENT } from '../../nlu/types';

const corpus = parseCorpus(readCorpusFiles());
const labelled = parseLabelled(readFileSync(path.join(__dirname, 'utterances.tsv'), 'utf8'), 'utterances.tsv');

describe('the measuring set', () => {
  test('holds 300 sentences and more, none of them in the corpus', () => {
    const learnt = new Set(corpus.examples.map(({ text }) => text));
    expect(labelled.length).toBeGreaterThanOrEqual(300);
    expect(labelled.filter(({ text }) => learnt.has(normalize(text)))).toEqual([]);
  });

  test('is understood by the built model as well as when it was last measured', () => {
    const understand = createUnderstand(loadModel());
    const judged = labelled.map(({ text, expected }) => {
      const { intent, confidence } = understand(text);
      return { expected, predicted: toProductIntent(intent), confidence };
    });
    const result = evaluate(judged, CONFIDENT);
    expect(result.accuracy).toBeGreaterThan(0.94);
    expect(result.macroF1).toBeGreaterThan(0.94);
    expect(result.coverage).toBeGreaterThan(0.85);
    expect(result.accuracyWhenConfident).toBeGreaterThan(0.96);
  });

  test('is refused where a line has no known intent', () => {
    expect(() => parseLabelled('利息多少\tfee\n', 'x.tsv')).toThrow('x.tsv: line 1: unknown intent "fee"');
    expect(() => parseLabelled('利息多少\n', 'x.tsv')).toThrow('x.tsv: line 1: expected utterance<TAB>intent');
  });
});
