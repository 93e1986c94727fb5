import { softmax } from './classifier';
import { BUCKETS, type FeatureVector } from './features';
import { PRODUCT_INTENTS } from '../types';

const INTENTS = PRODUCT_INTENTS.length;
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
  /** Index into PRODUCT_INTENTS. */
  label: number;
  /** Probability of being seen in an epoch, 0..1. */
  share: number;
  /** Factor on the gradient; weighs an intent by how often it is asked, not by its number of sentences. */
  balance: number;
}

/** A trained model: one weight per feature row and intent, one bias per intent. */
export interface Linear {
  table: Float32Array;
  biases: Float64Array;
}

/**
 * Trains multinomial logistic regression by AdaGrad with feature dropout; weights are averaged over all steps. Order and dropout come from
 * one seeded generator: the same examples give the same weights.
 */
export function learn(examples: readonly LearnerExample[]): Linear {
  const packed = pack(examples);
  const state = createState();
  const random = createRandom(SEED);
  const order = examples.map((_, index) => index);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    state.rate = LEARNING_RATE * (1 - epoch / EPOCHS);
    for (const index of order) {
      const { label, balance, share } = examples[index]!;
      if (random() >= share) continue;
      const kept = keepSome(state.kept, packed.starts[index]!, packed.starts[index + 1]!, random);
      takeStep(state, packed, kept, label, balance);
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

function createState(): State {
  const cells = BUCKETS * INTENTS;
  return {
    table: new Float32Array(cells),
    biases: new Float64Array(INTENTS),
    drift: new Float32Array(cells),
    squares: new Float32Array(cells).fill(SQUARES_AT_START),
    gradients: new Float64Array(INTENTS),
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

function takeStep(state: State, { rows, values }: Packed, count: number, label: number, weight: number): void {
  const { table, biases, drift, squares, gradients, kept, rate } = state;
  const step = ++state.step;
  gradients.set(biases);
  for (let nth = 0; nth < count; nth++) {
    const start = rows[kept[nth]!]! * INTENTS;
    const value = values[kept[nth]!]! / (1 - DROPOUT);
    for (let intent = 0; intent < INTENTS; intent++) gradients[intent]! += table[start + intent]! * value;
  }
  toGradients(gradients, label, weight);
  for (let intent = 0; intent < INTENTS; intent++) biases[intent]! -= BIAS_RATE * rate * gradients[intent]!;
  for (let nth = 0; nth < count; nth++) {
    const start = rows[kept[nth]!]! * INTENTS;
    const value = values[kept[nth]!]! / (1 - DROPOUT);
    for (let intent = 0; intent < INTENTS; intent++) {
      if (Math.abs(gradients[intent]!) < NEGLIGIBLE) continue;
      const cell = start + intent;
      const gradient = gradients[intent]! * value + L2 * table[cell]!;
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

/** Turns logits into the gradient of the weighted log loss, in place. */
function toGradients(logits: Float64Array, label: number, weight: number): void {
  softmax(logits);
  logits[label]! -= 1;
  for (let intent = 0; intent < INTENTS; intent++) logits[intent]! *= weight;
}

/** Logits of a feature vector, one per intent. */
export function logitsOf({ table, biases }: Linear, { rows, values }: FeatureVector): Float64Array {
  const logits = Float64Array.from(biases);
  for (let at = 0; at < rows.length; at++) {
    const start = rows[at]! * INTENTS;
    for (let intent = 0; intent < INTENTS; intent++) logits[intent]! += table[start + intent]! * values[at]!;
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
