import { softmax } from './classifier';
import { BUCKETS, type FeatureVector } from './features';

const EPOCHS = 10;
const LEARNING_RATE = 0.6;
const BIAS_RATE = 0.02;
const L2 = 2e-6;
const SQUARES_AT_START = 1e-3;
/** Share of features dropped from an example each time it is seen (dropout). */
const DROPOUT = 0.25;
/** Gradients below this are skipped, which saves time. */
const NEGLIGIBLE = 0.003;
const SEED = 20261122;
/** More than the longest text can have. */
const MAX_FEATURES = 1024;

/** A labelled feature vector. */
export interface LearnerExample extends FeatureVector {
  /** Numbers of the topics that are right: one, or all of an intent. */
  labels: readonly number[];
  /** Probability of being seen in an epoch, 0..1. */
  share: number;
  /** Factor on the gradient; weighs a topic by how often it is asked, not by its number of sentences. */
  balance: number;
}

/** A trained model: one weight per feature row and topic, one bias per topic. */
export interface Linear {
  table: Float32Array;
  biases: Float64Array;
}

/**
 * Trains multinomial logistic regression by AdaGrad with feature dropout; weights are averaged over all steps. Order and dropout come from
 * one seeded generator: the same examples give the same weights.
 */
export function learn(examples: readonly LearnerExample[], topics: number): Linear {
  const packed = pack(examples);
  const state = createState(topics);
  const random = createRandom(SEED);
  const order = examples.map((_, index) => index);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    state.rate = LEARNING_RATE * (1 - epoch / EPOCHS);
    for (const index of order) {
      const { labels, balance, share } = examples[index]!;
      if (random() >= share) continue;
      const kept = keepSome(state.kept, packed.starts[index]!, packed.starts[index + 1]!, random);
      takeStep(state, packed, kept, labels, balance);
    }
  }
  return { table: averaged(state), biases: state.biases };
}

/** State of the training. */
interface State extends Linear {
  /** Sum of changes, each times the number of its step. */
  drift: Float32Array;
  /** Sum of squared gradients per weight. */
  squares: Float32Array;
  gradients: Float64Array;
  kept: Int32Array;
  rate: number;
  step: number;
}

function createState(topics: number): State {
  const cells = BUCKETS * topics;
  return {
    table: new Float32Array(cells),
    biases: new Float64Array(topics),
    drift: new Float32Array(cells),
    squares: new Float32Array(cells).fill(SQUARES_AT_START),
    gradients: new Float64Array(topics),
    kept: new Int32Array(MAX_FEATURES),
    rate: 0,
    step: 0,
  };
}

/** Writes the indices of the features that are not dropped into `kept`; returns their number. */
function keepSome(kept: Int32Array, from: number, to: number, random: () => number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (random() >= DROPOUT) kept[count++] = at;
  return count;
}

function takeStep(
  state: State,
  { rows, values }: Packed,
  count: number,
  labels: readonly number[],
  weight: number,
): void {
  const { table, biases, drift, squares, gradients, kept, rate } = state;
  const step = ++state.step;
  const topics = biases.length;
  gradients.set(biases);
  for (let nth = 0; nth < count; nth++) {
    const start = rows[kept[nth]!]! * topics;
    const value = values[kept[nth]!]! / (1 - DROPOUT);
    for (let topic = 0; topic < topics; topic++) gradients[topic]! += table[start + topic]! * value;
  }
  toGradients(gradients, labels, weight);
  for (let topic = 0; topic < topics; topic++) biases[topic]! -= BIAS_RATE * rate * gradients[topic]!;
  for (let nth = 0; nth < count; nth++) {
    const start = rows[kept[nth]!]! * topics;
    const value = values[kept[nth]!]! / (1 - DROPOUT);
    for (let topic = 0; topic < topics; topic++) {
      if (Math.abs(gradients[topic]!) < NEGLIGIBLE) continue;
      const cell = start + topic;
      const gradient = gradients[topic]! * value + L2 * table[cell]!;
      const square = squares[cell]! + gradient * gradient;
      const change = (rate * gradient) / Math.sqrt(square);
      squares[cell] = square;
      table[cell]! -= change;
      drift[cell]! += change * step;
    }
  }
}

/** Mean of the weights over all steps, in place. */
function averaged({ table, drift, step }: State): Float32Array {
  for (let cell = 0; cell < table.length; cell++) table[cell]! += drift[cell]! / Math.max(1, step);
  return table;
}

/** Turns logits into the gradient of the weighted log loss, in place. Where several topics are right, their joint probability counts. */
function toGradients(logits: Float64Array, labels: readonly number[], weight: number): void {
  softmax(logits);
  let right = 1e-12;
  for (const label of labels) right += logits[label]!;
  for (const label of labels) logits[label]! -= logits[label]! / right;
  for (let topic = 0; topic < logits.length; topic++) logits[topic]! *= weight;
}

/** Logits of a feature vector, one per topic. */
export function logitsOf({ table, biases }: Linear, { rows, values }: FeatureVector): Float64Array {
  const logits = Float64Array.from(biases);
  const topics = biases.length;
  for (let at = 0; at < rows.length; at++) {
    const start = rows[at]! * topics;
    for (let topic = 0; topic < topics; topic++) logits[topic]! += table[start + topic]! * values[at]!;
  }
  return logits;
}

/** Feature rows and values of all examples, concatenated into typed arrays for the inner loops. */
interface Packed {
  starts: Int32Array;
  rows: Int32Array;
  values: Float32Array;
}

function pack(examples: readonly LearnerExample[]): Packed {
  const total = examples.reduce((sum, example) => sum + example.rows.length, 0);
  const packed: Packed = {
    starts: new Int32Array(examples.length + 1),
    rows: new Int32Array(total),
    values: new Float32Array(total),
  };
  let at = 0;
  examples.forEach((example, index) => {
    packed.rows.set(example.rows, at);
    packed.values.set(example.values, at);
    at += example.rows.length;
    packed.starts[index + 1] = at;
  });
  return packed;
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
}

/** Mulberry32 generator of numbers in [0, 1); the same sequence for a seed on every machine. */
function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
