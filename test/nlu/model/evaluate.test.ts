import { calibrate, evaluate, type Judged } from '../../../nlu/model/evaluate';

const judged = (expected: string, predicted: string, confidence: number): Judged => ({
  expected,
  predicted,
  confidence,
});

/** Worked by hand: three fees (two found), one human (found), one usage (lost to fees). */
const FIVE = [
  judged('fees', 'fees', 0.95),
  judged('fees', 'fees', 0.75),
  judged('fees', 'human', 0.55),
  judged('human', 'human', 0.85),
  judged('usage', 'fees', 0.45),
];

describe('evaluation', () => {
  const result = evaluate(FIVE, 0.7);

  test('counts accuracy, and accuracy and coverage where confident', () => {
    expect(result.n).toBe(5);
    expect(result.accuracy).toBeCloseTo(3 / 5);
    expect(result.coverage).toBeCloseTo(3 / 5);
    expect(result.accuracyWhenConfident).toBe(1);
  });

  test('scores each intent and takes the mean F1 over those that occur', () => {
    expect(result.perIntent['fees']).toEqual({ n: 3, precision: 2 / 3, recall: 2 / 3, f1: 4 / 6 });
    expect(result.perIntent['human']).toEqual({ n: 1, precision: 1 / 2, recall: 1, f1: 2 / 3 });
    expect(result.perIntent['usage']).toEqual({ n: 1, precision: 0, recall: 0, f1: 0 });
    expect(result.macroF1).toBeCloseTo((2 / 3 + 2 / 3 + 0) / 3);
  });

  test('measures calibration as the mean gap over bins of confidence', () => {
    // Gaps: 0.95 and right 0.05, 0.75 and right 0.25, 0.85 and right 0.15, 0.55 and wrong 0.55, 0.45 and wrong 0.45.
    expect(result.ece).toBeCloseTo((0.05 + 0.25 + 0.15 + 0.55 + 0.45) / 5);
    expect(calibrate(FIVE)[9]).toEqual({ n: 1, confidence: 0.95, right: 1 });
  });

  test('lists which intent was taken for which', () => {
    expect(result.confusions).toEqual([
      { expected: 'fees', predicted: 'human', count: 1 },
      { expected: 'usage', predicted: 'fees', count: 1 },
    ]);
  });

  test('counts topics where they are labelled, first and among three; any of several is right', () => {
    const topical = (expectedTopics: string[], topics: string[]): Judged => ({
      ...judged('fees', 'fees', 0.9),
      expectedTopics,
      topics,
    });
    const three = [
      topical(['a', 'b'], ['b', 'c']),
      topical(['a'], ['b', 'c', 'a']),
      topical(['a'], ['b', 'c', 'd', 'a']),
    ];
    expect(evaluate([...three, ...FIVE], 0.7)).toMatchObject({ topicAccuracy: 1 / 3, topicTop3: 2 / 3 });
    expect(result).not.toHaveProperty('topicAccuracy');
  });

  test('of nothing is nothing', () => {
    expect(evaluate([], 0.7)).toMatchObject({
      n: 0,
      accuracy: 0,
      macroF1: 0,
      coverage: 0,
      accuracyWhenConfident: 0,
      ece: 0,
    });
  });
});
