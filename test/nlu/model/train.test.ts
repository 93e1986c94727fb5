import { createClassifier } from '../../../nlu/model/classifier';
import { parseCorpus, type Corpus } from '../../../nlu/model/corpus';
import { readCorpusFiles } from '../../../nlu/model/corpusFiles';
import { toWeights } from '../../../nlu/model/model';
import { trainModel } from '../../../nlu/model/train';

const whole = parseCorpus(readCorpusFiles());
/** Every 60th line of the real corpus: enough to learn something from in seconds. */
const corpus: Corpus = { ...whole, examples: whole.examples.filter((_, index) => index % 60 === 0) };
const model = trainModel(corpus);
const classify = createClassifier(toWeights(model));

describe('training', () => {
  test('is deterministic: the same corpus gives the same bytes', () => {
    expect(JSON.stringify(trainModel(corpus))).toBe(JSON.stringify(model));
  });

  test('learns from little what plain sentences mean', () => {
    expect(classify('利息多少').intent).toBe('fees');
    expect(classify('审核要多久').intent).toBe('application_status');
    expect(classify('怎么绑定银行卡').intent).toBe('bank_card');
  });

  test('fits a temperature and names the corpus it learnt from', () => {
    expect(model.temperature).toBeGreaterThan(0.2);
    expect(model.temperature).toBeLessThan(5);
    expect(model.corpusHash).toBe(whole.hash);
  });
});

describe('the classifier', () => {
  test('gives probabilities, best first, that leave room for what it does not list', () => {
    const { confidence, alternatives } = classify('分付额度怎么提高');
    const listed = [confidence, ...alternatives.map((alternative) => alternative.confidence)];
    expect([...listed].sort((a, b) => b - a)).toEqual(listed);
    expect(listed.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1.000001);
    expect(alternatives).toHaveLength(3);
  });

  test.each(['', ' ', '???', '。。。', '💐'])('takes %j, which says nothing, as out of scope', (text) => {
    expect(classify(text)).toMatchObject({ intent: 'out_of_scope', alternatives: [] });
  });

  test('answers the same for the same text, whatever was asked in between', () => {
    const first = classify('逾期了怎么办');
    classify('x'.repeat(5000));
    expect(classify('逾期了怎么办')).toEqual(first);
  });
});
