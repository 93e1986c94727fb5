/** The prediction for one labelled utterance. */
export interface Judged {
  expected: string;
  predicted: string;
  /** 0..1. */
  confidence: number;
  /** Topics that are right, where the utterance is labelled with topics. */
  expectedTopics?: readonly string[];
  /** Predicted topics, best first. */
  topics?: readonly string[];
}

/** Scores of one intent, 0..1. */
export interface IntentScore {
  /** Utterances that expect it. */
  n: number;
  precision: number;
  recall: number;
  f1: number;
}

/** Quality of a list of predictions. */
export interface Evaluation {
  n: number;
  /** Share of right predictions, 0..1. */
  accuracy: number;
  /** Mean F1 over the expected intents. */
  macroF1: number;
  /** Share of predictions with at least the confidence asked for. */
  coverage: number;
  /** Accuracy of those. */
  accuracyWhenConfident: number;
  /** Expected calibration error: mean gap between confidence and accuracy, over ten bins of confidence. */
  ece: number;
  /** Share of the utterances labelled with topics whose first topic is right; absent where none is labelled. */
  topicAccuracy?: number;
  /** Share of them with a right topic among the first three. */
  topicTop3?: number;
  perIntent: Record<string, IntentScore>;
  /** Wrong predictions by pair of intents, the most frequent first. */
  confusions: { expected: string; predicted: string; count: number }[];
}

/** One bin of the calibration table. */
export interface CalibrationBin {
  n: number;
  /** Sum of confidences. */
  confidence: number;
  /** Number of right predictions. */
  right: number;
}

const BINS = 10;

/** Evaluates predictions; all shares are 0 for an empty list. @param confident threshold of coverage, 0..1 */
export function evaluate(judged: readonly Judged[], confident: number): Evaluation {
  const answered = judged.filter(({ confidence }) => confidence >= confident);
  const perIntent = scoreIntents(judged);
  const scores = Object.values(perIntent).filter(({ n }) => n > 0);
  return {
    n: judged.length,
    accuracy: shareRight(judged),
    macroF1: divide(
      scores.reduce((sum, { f1 }) => sum + f1, 0),
      scores.length,
    ),
    coverage: divide(answered.length, judged.length),
    accuracyWhenConfident: shareRight(answered),
    ece: divide(
      calibrate(judged).reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0),
      judged.length,
    ),
    ...scoreTopics(judged),
    perIntent,
    confusions: countConfusions(judged),
  };
}

const TOPICS_OFFERED = 3;

function scoreTopics(judged: readonly Judged[]): Pick<Evaluation, 'topicAccuracy' | 'topicTop3'> {
  const labelled = judged.filter(({ expectedTopics }) => expectedTopics !== undefined);
  if (labelled.length === 0) return {};
  const shareWithin = (first: number): number =>
    divide(
      labelled.filter(({ expectedTopics = [], topics = [] }) =>
        topics.slice(0, first).some((topic) => expectedTopics.includes(topic)),
      ).length,
      labelled.length,
    );
  return { topicAccuracy: shareWithin(1), topicTop3: shareWithin(TOPICS_OFFERED) };
}

/** Groups predictions into ten bins of confidence: 0 to 0.1, 0.1 to 0.2, and so on. */
export function calibrate(judged: readonly Judged[]): CalibrationBin[] {
  const bins = Array.from({ length: BINS }, (): CalibrationBin => ({ n: 0, confidence: 0, right: 0 }));
  for (const { expected, predicted, confidence } of judged) {
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))]!;
    bin.n++;
    bin.confidence += confidence;
    if (expected === predicted) bin.right++;
  }
  return bins;
}

function scoreIntents(judged: readonly Judged[]): Record<string, IntentScore> {
  const names = [...new Set(judged.flatMap(({ expected, predicted }) => [expected, predicted]))].sort();
  return Object.fromEntries(
    names.map((name) => {
      const n = judged.filter(({ expected }) => expected === name).length;
      const claimed = judged.filter(({ predicted }) => predicted === name).length;
      const right = judged.filter(({ expected, predicted }) => expected === name && predicted === name).length;
      return [
        name,
        { n, precision: divide(right, claimed), recall: divide(right, n), f1: divide(2 * right, n + claimed) },
      ];
    }),
  );
}

function countConfusions(judged: readonly Judged[]): Evaluation['confusions'] {
  const counts = new Map<string, Evaluation['confusions'][number]>();
  for (const { expected, predicted } of judged) {
    if (expected === predicted) continue;
    const key = `${expected}\t${predicted}`;
    const entry = counts.get(key) ?? { expected, predicted, count: 0 };
    entry.count++;
    counts.set(key, entry);
  }
  return [...counts.values()].sort(
    (a, b) => b.count - a.count || (a.expected + a.predicted < b.expected + b.predicted ? -1 : 1),
  );
}

const shareRight = (judged: readonly Judged[]): number =>
  divide(judged.filter(({ expected, predicted }) => expected === predicted).length, judged.length);

const divide = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
