import { MAX_FEATURES, valueOf } from '../features';

/** A labelled text. */
export interface LearnerExample {
  /** Rows of its features. */
  rows: Int32Array;
  /** Numbers of the topics that are right: one, or all of an intent. */
  labels: readonly number[];
  /** Probability of being seen in an epoch, 0..1. */
  share: number;
  /** Factor on the gradient; weighs a topic by how often it is asked, not by its number of sentences. */
  balance: number;
}

/** Feature rows and values of all examples, concatenated into typed arrays for the inner loops. */
export interface Packed {
  /** Rows of the table that is learnt. */
  tableRows: number;
  starts: Int32Array;
  rows: Int32Array;
  /** Value of each feature, by example. */
  values: Float32Array;
  labels: readonly (readonly number[])[];
  balances: Float32Array;
  shares: Float32Array;
}

/** Packs examples for the inner loops of training. @param tableRows one more than the highest row */
export function pack(examples: readonly LearnerExample[], tableRows: number): Packed {
  const total = examples.reduce((sum, example) => sum + example.rows.length, 0);
  const packed: Packed = {
    tableRows,
    starts: new Int32Array(examples.length + 1),
    rows: new Int32Array(total),
    values: Float32Array.from(examples, ({ rows }) => valueOf(rows.length)),
    balances: Float32Array.from(examples, ({ balance }) => balance),
    labels: examples.map(({ labels }) => labels),
    shares: Float32Array.from(examples, ({ share }) => share),
  };
  let at = 0;
  examples.forEach((example, index) => {
    packed.rows.set(example.rows, at);
    at += example.rows.length;
    packed.starts[index + 1] = at;
  });
  return packed;
}

/** The features of one example that are left after dropout. Only the first `count` rows are valid. */
export interface Kept {
  rows: Int32Array;
  count: number;
  /** What each counts, so that they weigh as much as all would. */
  value: number;
}

/**
 * Calls `step` for the examples of each epoch in a new order, with a random part of their features left out.
 * An example is seen in an epoch with the probability of its share, so the sentences of a pattern take turns.
 * @param step gets the number of the example, its features, and how much of the training is left, 1 down to 0
 */
export function overEpochs(
  packed: Packed,
  { epochs, dropout, random }: { epochs: number; dropout: number; random: () => number },
  step: (index: number, kept: Kept, left: number) => void,
): void {
  const order = Int32Array.from(packed.shares.keys());
  const kept: Kept = { rows: new Int32Array(MAX_FEATURES), count: 0, value: 0 };
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (let nth = 0; nth < order.length; nth++) {
      const index = order[nth]!;
      if (random() >= packed.shares[index]!) continue;
      kept.count = 0;
      for (let at = packed.starts[index]!; at < packed.starts[index + 1]!; at++)
        if (random() >= dropout) kept.rows[kept.count++] = packed.rows[at]!;
      kept.value = packed.values[index]! / (1 - dropout);
      step(index, kept, 1 - (epoch + nth / order.length) / epochs);
    }
  }
}

/** Turns logits into the gradient of the log loss of an example, in place. Where several topics are right, their joint probability counts. */
export function toGradients(logits: Float32Array, packed: Packed, index: number): void {
  const labels = packed.labels[index]!;
  const balance = packed.balances[index]!;
  let highest = -Infinity;
  for (let topic = 0; topic < logits.length; topic++) if (logits[topic]! > highest) highest = logits[topic]!;
  let total = 0;
  for (let topic = 0; topic < logits.length; topic++) total += logits[topic] = Math.exp(logits[topic]! - highest);
  for (let topic = 0; topic < logits.length; topic++) logits[topic]! /= total;
  let right = 1e-9;
  for (const label of labels) right += logits[label]!;
  for (const label of labels) logits[label]! -= logits[label]! / right;
  for (let topic = 0; topic < logits.length; topic++) logits[topic]! *= balance;
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
}

/** Mulberry32 generator of numbers in [0, 1); the same sequence for a seed on every machine. */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
