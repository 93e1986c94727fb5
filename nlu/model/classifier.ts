import { readFeatures, valueOf } from './features';
import type { Classification, Classify, TopicTable } from './classify.types';
import { createDictionary } from './dictionary';
import { createAdder } from './table';
import type { Intent } from '../types';

/** A linear model: each feature row has one quantised weight per topic. */
export interface Weights {
  topics: TopicTable;
  /** Hashes of the features, in the order of the rows. */
  keys: Int32Array;
  /** As `nlu/model/table.ts` describes. */
  table: Uint8Array;
  scales: Float64Array;
  biases: Float64Array;
  temperature: number;
}

/** How many intents, and how many topics, a classification names at most. */
const NAMED = 4;
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;
/** A logit so far below the best makes no probability worth adding up. */
const HOPELESS = 20;
/**
 * Probability left to what the model cannot know: of customers' sentences, two people label about as many differently. Without it, what looks
 * certain would be said to be surer than it is.
 */
const DOUBT = 0.045;

/** Result for a text without a letter or number. */
const NOTHING: Classification = {
  intents: [{ intent: 'out_of_scope', confidence: 0.99 }],
  topics: [{ topic: 'out_of_scope', confidence: 0.99 }],
};

/** Builds the classifier of a model: features, sums of weights, softmax at the fitted temperature. Pure. */
export function createClassifier(weights: Weights): Classify {
  const { scales, biases, temperature } = weights;
  const topics = [...weights.topics.keys()];
  const { intents, intentOf } = numberIntents(weights.topics);
  const dictionary = createDictionary(weights.keys);
  const addUp = createAdder(weights.table, topics.length);
  const sums = new Float64Array(topics.length);
  const ofIntents = new Float64Array(intents.length);

  return (normalizedText) => {
    if (!SAYS_SOMETHING.test(normalizedText)) return NOTHING;
    const { hashes, length } = readFeatures(normalizedText);
    const known = dictionary.toRows(hashes, length);
    const totals = addUp(hashes, known);
    const value = valueOf(known);
    for (let topic = 0; topic < sums.length; topic++)
      sums[topic] = (totals[topic]! * value * scales[topic]! + biases[topic]!) / temperature;
    softmax(sums);
    for (let topic = 0; topic < sums.length; topic++) sums[topic] = sums[topic]! * (1 - DOUBT) + DOUBT / sums.length;
    ofIntents.fill(0);
    for (let topic = 0; topic < sums.length; topic++) ofIntents[intentOf[topic]!]! += sums[topic]!;
    return {
      intents: takeBest(ofIntents, NAMED).map((at) => ({ intent: intents[at]!, confidence: ofIntents[at]! })),
      topics: takeBest(sums, NAMED).map((at) => ({ topic: topics[at]!, confidence: sums[at]! })),
    };
  };
}

/** The intents of a table, each once, and the number of the intent of each topic. */
function numberIntents(table: TopicTable): { intents: readonly Intent[]; intentOf: Uint8Array } {
  const intents = [...new Set(table.values())];
  return { intents, intentOf: Uint8Array.from(table.values(), (intent) => intents.indexOf(intent)) };
}

/** Turns logits into probabilities that add up to 1, in place. */
export function softmax(logits: Float64Array): void {
  let highest = -Infinity;
  for (const logit of logits) if (logit > highest) highest = logit;
  let total = 0;
  for (let index = 0; index < logits.length; index++) {
    const below = highest - logits[index]!;
    total += logits[index] = below > HOPELESS ? 0 : Math.exp(-below);
  }
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
