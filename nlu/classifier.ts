import { extractFeatures } from './features';
import type { Classification, Classify, Scored } from './classify.types';
import type { ProductIntent } from './types';

/** A linear model: one row of `intents.length` quantised weights per feature row. */
export interface Weights {
  intents: readonly ProductIntent[];
  table: Int8Array;
  scales: Float64Array;
  biases: Float64Array;
  temperature: number;
}

const ALTERNATIVES = 3;

/** A text without a single letter or number says nothing. */
const NOTHING: Classification = { intent: 'out_of_scope', confidence: 0.99, alternatives: [] };

/** Makes the classifier of a model: features → weighted sums → softmax at the fitted temperature. Pure, and safe to share. */
export function createClassifier(weights: Weights): Classify {
  const { intents, table, scales, biases, temperature } = weights;
  const count = intents.length;
  const sums = new Float64Array(count);

  return (normalizedText) => {
    if (!/[\p{L}\p{N}]/u.test(normalizedText)) return NOTHING;
    const { rows, values } = extractFeatures(normalizedText);
    sums.fill(0);
    for (let index = 0; index < rows.length; index++) {
      const start = rows[index]! * count;
      const value = values[index]!;
      for (let intent = 0; intent < count; intent++) sums[intent]! += table[start + intent]! * value;
    }
    const logits = Array.from(sums, (sum, intent) => (sum * scales[intent]! + biases[intent]!) / temperature);
    return rank(intents, softmax(logits));
  };
}

/** Probabilities of a list of logits. */
export function softmax(logits: readonly number[]): number[] {
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function rank(intents: readonly ProductIntent[], probabilities: readonly number[]): Classification {
  const ranked = intents.map((intent, index): Scored => ({ intent, confidence: probabilities[index]! }));
  ranked.sort((a, b) => b.confidence - a.confidence);
  const [best, ...rest] = ranked;
  return { ...best!, alternatives: rest.slice(0, ALTERNATIVES) };
}
