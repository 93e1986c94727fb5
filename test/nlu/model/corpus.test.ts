import { CorpusError, parseCorpus } from '../../../nlu/model/corpus';
import { hashCorpus, readCorpusFiles, type CorpusFile } from '../../../nlu/model/corpusFiles';
import { PRODUCT_INTENTS } from '../../../nlu/types';

const file = (name: string, content: string): CorpusFile => ({ name, content });
const FEES = file('fees.yaml', 'intent: fees\nutterances: [利息多少]\n');

describe('the corpus', () => {
  const corpus = parseCorpus(readCorpusFiles());

  test('is sound, and says no sentence under two intents', () => {
    expect(new Set(corpus.examples.map(({ text }) => text)).size).toBe(corpus.examples.length);
  });

  test('covers every product intent with hundreds of sentences', () => {
    for (const intent of PRODUCT_INTENTS) {
      expect(corpus.examples.filter((example) => example.intent === intent).length).toBeGreaterThan(200);
    }
  });

  test('counts a pattern as the square root of its sentences', () => {
    const { examples } = parseCorpus([
      file('fees.yaml', 'intent: fees\nutterances: [手续费]\npatterns: [(今天|明天)(利息|费用)]\n'),
    ]);
    expect(examples.map(({ weight }) => weight)).toEqual([1, 0.5, 0.5, 0.5, 0.5]);
  });

  test('has a hash that changes with its content and not with the order of reading', () => {
    const other = file('human.yaml', 'intent: human\nutterances: [转人工]\n');
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
    ['an unknown intent', [file('fee.yaml', 'intent: fee\nutterances: [利息]\n')], /^fee\.yaml: intent: /],
    ['an unknown key', [file('fees.yaml', 'intent: fees\nutterance: [利息]\n')], /^fees\.yaml: /],
    [
      'an empty line',
      [file('fees.yaml', 'intent: fees\nutterances: [利息, " "]\n')],
      /^fees\.yaml: utterances\.1: is empty/,
    ],
    [
      'a line that is not text',
      [file('fees.yaml', 'intent: fees\nutterances: [500]\n')],
      /^fees\.yaml: utterances\.0: /,
    ],
    ['bad YAML', [file('fees.yaml', 'intent: [fees\n')], /^fees\.yaml: not valid YAML: /],
    [
      'an intent in two files',
      [FEES, file('fees2.yaml', FEES.content)],
      /^fees2\.yaml: intent: fees is already in fees\.yaml/,
    ],
    [
      'a bracket left open',
      [file('fees.yaml', 'intent: fees\nutterances: [利息]\npatterns: ["(a|b"]\n')],
      /^fees\.yaml: patterns\[0\]: a "\(" that is never closed/,
    ],
    [
      'a list that is not there',
      [file('fees.yaml', 'intent: fees\nutterances: [利息]\npatterns: ["{NO}x"]\n')],
      /^fees\.yaml: patterns\[0\]: there is no list \{NO\}/,
    ],
    [
      'a sentence under two intents, however it is written',
      [FEES, file('overdue.yaml', 'intent: overdue\nutterances: [逾期, " 利息多少"]\n')],
      /^overdue\.yaml: utterances\[1\]: ".*利息多少" is also under fees \(fees\.yaml: utterances\[0\]\)/,
    ],
  ])('%s', (_, files, message) => {
    const line = fault(...files);
    expect(line).toMatch(message);
    expect(line).not.toContain('\n');
  });
});
