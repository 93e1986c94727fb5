import { readFeatures, scaleOf } from './features';
import type { Classification, Classify, Scored } from './classify.types';
import type { ProductIntent } from '../types';

/** A linear model: each feature row has one quantised weight per intent. */
export interface Weights {
  intents: readonly ProductIntent[];
  table: Int8Array;
  scales: Float64Array;
  biases: Float64Array;
  temperature: number;
}

const ALTERNATIVES = 3;
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

/** Result for a text without a letter or number. */
const NOTHING: Classification = { intent: 'out_of_scope', confidence: 0.99, alternatives: [] };

/** Builds the classifier of a model: features, weighted sums, softmax at the fitted temperature. Pure. */
export function createClassifier(weights: Weights): Classify {
  const { intents, table, scales, biases, temperature } = weights;
  const count = intents.length;
  const totals = new Int32Array(count);
  const sums = new Float64Array(count);

  return (normalizedText) => {
    if (!SAYS_SOMETHING.test(normalizedText)) return NOTHING;
    const features = readFeatures(normalizedText);
    const { rows, strengths, length } = features;
    totals.fill(0);
    for (let index = 0; index < length; index++) {
      const start = rows[index]! * count;
      const strength = strengths[index]!;
      for (let intent = 0; intent < count; intent++)
        totals[intent] = (totals[intent]! + Math.imul(table[start + intent]!, strength)) | 0;
    }
    const scale = scaleOf(features);
    for (let intent = 0; intent < count; intent++)
      sums[intent] = (totals[intent]! * scale * scales[intent]! + biases[intent]!) / temperature;
    softmax(sums);
    const [best, ...alternatives] = takeBest(sums, 1 + ALTERNATIVES).map((index): Scored => ({
      intent: intents[index]!,
      confidence: sums[index]!,
    }));
    return { ...best!, alternatives };
  };
}

/** Turns logits into probabilities that add up to 1, in place. */
export function softmax(logits: Float64Array): void {
  let highest = -Infinity;
  for (const logit of logits) if (logit > highest) highest = logit;
  let total = 0;
  for (let index = 0; index < logits.length; index++) total += logits[index] = Math.exp(logits[index]! - highest);
  for (let index = 0; index < logits.length; index++) logits[index] = logits[index]! / total;
}

/** Indices of the `wanted` highest values, best first. */
function takeBest(values: Float64Array, wanted: number): number[] {
  const best: number[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (best.length === wanted && value <= values[best[wanted - 1]!]!) continue;
    let place = Math.min(best.length, wanted - 1);
    while (place > 0 && values[best[place - 1]!]! < value) {
      best[place] = best[place - 1]!;
      place--;
    }
    best[place] = index;
  }
  return best;
}
