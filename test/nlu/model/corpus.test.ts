import { parseCorpus } from '../../../nlu/model/corpus/corpus';
import { CorpusError } from '../../../nlu/model/corpus/readYaml';
import { hashCorpus, readCorpusFiles, type CorpusFile } from '../../../nlu/model/corpus/corpusFiles';
import { PRODUCT_INTENTS } from '../../../nlu/types';

const file = (name: string, content: string): CorpusFile => ({ name, content });
const TOPICS = file('topics.yaml', 'fees.rate: fees\nfees.calc: fees\noverdue.late: overdue\n');
const FEES = file('fees.yaml', 'fees.rate: { utterances: [利息多少] }\n');

describe('the corpus', () => {
  const corpus = parseCorpus(readCorpusFiles());

  test('is sound, and says no sentence under two labels', () => {
    expect(new Set(corpus.examples.map(({ text }) => text)).size).toBe(corpus.examples.length);
  });

  test('covers every product intent with hundreds of sentences, and every topic with dozens', () => {
    const counts = new Map<string, number>();
    for (const { label } of corpus.examples) {
      const intent = corpus.topics.get(label) ?? label;
      for (const key of new Set([label, `intent ${intent}`])) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(PRODUCT_INTENTS.filter((intent) => (counts.get(`intent ${intent}`) ?? 0) <= 200)).toEqual([]);
    // Despair that speaks of debts is told apart by a mark, not learnt.
    const learnt = [...corpus.topics.keys()].filter((topic) => topic !== 'harm.despair_debt');
    expect(learnt.filter((topic) => (counts.get(topic) ?? 0) < 30)).toEqual([]);
  });

  test('counts a pattern as the square root of its sentences', () => {
    const { examples } = parseCorpus([
      TOPICS,
      file('fees.yaml', 'fees.rate:\n  utterances: [手续费]\n  patterns: [(今天|明天)(利息|费用)]\n'),
    ]);
    expect(examples.map(({ weight }) => weight)).toEqual([1, 0.5, 0.5, 0.5, 0.5]);
  });

  test('takes an intent for a label where the topic is open, and keeps the topic of a sentence that is under both', () => {
    const { examples } = parseCorpus([
      TOPICS,
      file('fees.yaml', 'fees.rate: { utterances: [利息多少] }\nfees: { utterances: [利息多少, 利息] }\n'),
    ]);
    expect(examples.map(({ text, label }) => [text, label])).toEqual([
      ['利息多少', 'fees.rate'],
      ['利息', 'fees'],
    ]);
  });

  test('has a hash that changes with its content and not with the order of reading', () => {
    const other = file('human.yaml', 'human.contact: { utterances: [转人工] }\n');
    expect(hashCorpus([FEES, other])).toBe(hashCorpus([other, FEES]));
    expect(hashCorpus([FEES, other])).not.toBe(hashCorpus([FEES, { ...other, content: `${other.content}\n` }]));
  });
});

describe('a fault in the corpus is one line that names file and key', () => {
  const fault = (...files: CorpusFile[]): string => {
    try {
      parseCorpus(files);
    } catch (error) {
      expect(error).toBeInstanceOf(CorpusError);
      return (error as CorpusError).message;
    }
    throw new Error('the corpus was accepted');
  };

  test.each([
    ['no topics', [FEES], /^topics\.yaml: not found/],
    ['a topic of no known intent', [file('topics.yaml', 'fees.rate: fee\n')], /^topics\.yaml: fees\.rate: /],
    [
      'a share of no known topic',
      [TOPICS, FEES, file('_shares.yaml', 'fees.rat: 1\n')],
      /^_shares\.yaml: fees\.rat: no topic of topics\.yaml/,
    ],
    ['an id that is none', [file('topics.yaml', 'Fees: fees\n')], /^topics\.yaml: Fees: /],
    [
      'an unknown topic',
      [TOPICS, file('fees.yaml', 'fees.rat: { utterances: [利息] }\n')],
      /^fees\.yaml: fees\.rat: neither a topic of topics\.yaml nor an intent/,
    ],
    [
      'a topic in the file of another group',
      [TOPICS, file('usage.yaml', 'fees.rate: { utterances: [利息] }\n')],
      /^usage\.yaml: fees\.rate: belongs in fees\.yaml/,
    ],
    ['an unknown key', [TOPICS, file('fees.yaml', 'fees.rate: { utterance: [利息] }\n')], /^fees\.yaml: fees\.rate: /],
    [
      'an empty line',
      [TOPICS, file('fees.yaml', 'fees.rate: { utterances: [利息, " "] }\n')],
      /^fees\.yaml: fees\.rate\.utterances\.1: is empty/,
    ],
    [
      'a line that is not text',
      [TOPICS, file('fees.yaml', 'fees.rate: { utterances: [500] }\n')],
      /^fees\.yaml: fees\.rate\.utterances\.0: /,
    ],
    ['bad YAML', [TOPICS, file('fees.yaml', 'fees.rate: [fees\n')], /^fees\.yaml: not valid YAML: /],
    [
      'a bracket left open',
      [TOPICS, file('fees.yaml', 'fees.rate: { patterns: ["(a|b"] }\n')],
      /^fees\.yaml: fees\.rate: patterns\[0\]: a "\(" that is never closed/,
    ],
    [
      'a list that is not there',
      [TOPICS, file('fees.yaml', 'fees.rate: { patterns: ["{NO}x"] }\n')],
      /^fees\.yaml: fees\.rate: patterns\[0\]: there is no list \{NO\}/,
    ],
    [
      'a sentence under two topics, however it is written',
      [TOPICS, FEES, file('overdue.yaml', 'overdue.late: { utterances: [逾期, " 利息多少"] }\n')],
      /^overdue\.yaml: overdue\.late: utterances\[1\]: ".*利息多少" is also under fees\.rate \(fees\.yaml: fees\.rate: utterances\[0\]\)/,
    ],
  ])('%s', (_, files, message) => {
    const line = fault(...files);
    expect(line).toMatch(message);
    expect(line).not.toContain('\n');
  });
});
