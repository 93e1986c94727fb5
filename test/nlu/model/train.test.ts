import { createClassifier } from '../../../nlu/model/classifier';
import { parseCorpus, type Corpus } from '../../../nlu/model/corpus/corpus';
import { readCorpusFiles } from '../../../nlu/model/corpus/corpusFiles';
import { toWeights } from '../../../nlu/model/model';
import { trainModel } from '../../../nlu/model/train';

const whole = parseCorpus(readCorpusFiles());
/** A tenth of the sentences of five intents: enough to learn something from in seconds. */
const INTENTS: readonly string[] = ['fees', 'application_status', 'bank_card', 'credit_limit', 'out_of_scope'];
const topics = new Map([...whole.topics].filter(([, intent]) => INTENTS.includes(intent)));
const corpus: Corpus = {
  ...whole,
  topics,
  examples: whole.examples.filter(({ label }, index) => topics.has(label) && index % 10 === 0),
};
const model = trainModel(corpus);
const classify = createClassifier(toWeights(model));

describe('training', () => {
  test('is deterministic: the same corpus gives the same bytes', () => {
    const again = trainModel(corpus);
    expect(again.header).toEqual(model.header);
    expect(Buffer.from(again.weights).equals(Buffer.from(model.weights))).toBe(true);
  });

  test('learns from little what plain sentences mean', () => {
    expect(classify('利息多少').intents[0]?.intent).toBe('fees');
    expect(classify('审核要多久').intents[0]?.intent).toBe('application_status');
    expect(classify('怎么绑定银行卡').intents[0]?.intent).toBe('bank_card');
  });

  test('names the corpus it learnt from, and its topics', () => {
    expect(model.header.corpusHash).toBe(whole.hash);
    expect(Object.entries(model.header.topics)).toEqual([...topics]);
  });
});

describe('the classifier', () => {
  test('gives probabilities, best first, of intents and of topics, that leave room for what it does not list', () => {
    const { intents, topics } = classify('分付额度怎么提高');
    for (const listed of [intents, topics].map((list) => list.map(({ confidence }) => confidence))) {
      expect([...listed].sort((a, b) => b - a)).toEqual(listed);
      expect(listed.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1.000001);
      expect(listed).toHaveLength(4);
    }
  });

  test.each(['', ' ', '???', '。。。', '💐'])('takes %j, which says nothing, as out of scope', (text) => {
    expect(classify(text)).toMatchObject({
      intents: [{ intent: 'out_of_scope' }],
      topics: [{ topic: 'out_of_scope' }],
    });
  });

  test('answers the same for the same text, whatever was asked in between', () => {
    const first = classify('逾期了怎么办');
    classify('x'.repeat(5000));
    expect(classify('逾期了怎么办')).toEqual(first);
  });
});
