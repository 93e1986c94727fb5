import { softmax } from './classifier';
import type { Corpus, Example } from './corpus';
import { BUCKETS, extractFeatures, FEATURES_VERSION, type FeatureVector } from './features';
import { MODEL_FORMAT, sha256, type Model } from './model';
import { PRODUCT_INTENTS, type ProductIntent } from './types';

const INTENTS = PRODUCT_INTENTS.length;
const EPOCHS = 10;
const LEARNING_RATE = 0.6;
const L2 = 2e-6;
/** Share of features left out of an example each time it is seen, so that no single clue carries a decision. */
const DROPOUT = 0.25;
const FOLDS = 3;
const BIAS_RATE = 0.02;
const SQUARES_AT_START = 1e-3;
const SEED = 20261122;
/** Gradients smaller than this change nothing but the time it takes. */
const NEGLIGIBLE = 0.003;

/**
 * How often people ask what, as shares; the corpus holds as many sentences as a topic needs, which is something else. Half way
 * between even and the shares of the measuring set, so that a rare intent is not given up for a common one.
 */
const PRIOR: Readonly<Record<ProductIntent, number>> = {
  apply: 4,
  how_to_apply: 4,
  eligibility: 7,
  not_invited: 9,
  application_status: 5.5,
  suspended: 4.5,
  credit_limit: 6.5,
  repayment: 10,
  fees: 5.5,
  overdue: 4,
  bank_card: 4,
  account_identity: 7,
  usage: 10,
  close_service: 4,
  merchant: 6.5,
  human: 2.5,
  out_of_scope: 4,
};

interface Prepared extends FeatureVector {
  label: number;
  /** Probability of being seen in an epoch: the sentences of one pattern take turns. */
  share: number;
  /** Weight of its intent, so that intents count by `PRIOR` and not by how much was written about them. */
  balance: number;
  source: number;
}

/** Float weights, one row per feature row, and one bias per intent. */
interface Linear {
  table: Float32Array;
  biases: Float64Array;
}

/**
 * Learns the intents: multinomial logistic regression over hashed features, AdaGrad, averaged over the steps, with feature dropout.
 * The order of examples comes from a seeded generator, so the same corpus gives the same bytes.
 */
export function trainModel(corpus: Corpus): Model {
  const prepared = prepare(corpus.examples);
  const temperature = fitTemperature(holdOut(prepared));
  const { table, biases } = fit(prepared);
  const { quantised, scales } = quantise(table);
  const weights = Buffer.from(quantised.buffer).toString('base64');
  return {
    format: MODEL_FORMAT,
    features: FEATURES_VERSION,
    intents: [...PRODUCT_INTENTS],
    corpusHash: corpus.hash,
    examples: corpus.examples.length,
    temperature,
    scales,
    biases: [...biases],
    weights,
    checksum: sha256(weights),
  };
}

/** A held-out example's logits and its right answer. */
export interface HeldOut {
  logits: Float64Array;
  label: number;
  weight: number;
}

/** Trains `FOLDS` times without one part of the corpus lines and judges that part; patterns are never torn apart. */
export function crossValidateCorpus(corpus: Corpus): { heldOut: HeldOut[]; temperature: number } {
  const heldOut = holdOut(prepare(corpus.examples));
  return { heldOut, temperature: fitTemperature(heldOut) };
}

function prepare(examples: readonly Example[]): Prepared[] {
  const totals = new Float64Array(INTENTS);
  const labels = examples.map((example) => PRODUCT_INTENTS.indexOf(example.intent));
  examples.forEach((example, index) => (totals[labels[index]!]! += example.weight));
  const priorTotal = Object.values(PRIOR).reduce((sum, share) => sum + share, 0);
  const mass = totals.reduce((sum, total) => sum + total, 0);
  return examples.map((example, index) => {
    const label = labels[index]!;
    const balance = ((PRIOR[example.intent] / priorTotal) * mass) / totals[label]!;
    return { ...extractFeatures(example.text), label, share: example.weight, balance, source: example.source };
  });
}

function holdOut(prepared: readonly Prepared[]): HeldOut[] {
  const heldOut: HeldOut[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = fit(prepared.filter((example) => foldOf(example.source) !== fold));
    for (const example of prepared) {
      if (foldOf(example.source) === fold) heldOut.push({ logits: logitsOf(model, example), label: example.label, weight: example.share * example.balance });
    }
  }
  return heldOut;
}

function foldOf(source: number): number {
  return (Math.imul(source + 1, 0x9e3779b1) >>> 16) % FOLDS;
}

/** Feature rows and values of all examples end to end, as typed arrays: the inner loops run over nothing else. */
interface Packed {
  starts: Int32Array;
  rows: Int32Array;
  values: Float32Array;
}

function pack(examples: readonly Prepared[]): Packed {
  const total = examples.reduce((sum, example) => sum + example.rows.length, 0);
  const packed: Packed = { starts: new Int32Array(examples.length + 1), rows: new Int32Array(total), values: new Float32Array(total) };
  let at = 0;
  examples.forEach((example, index) => {
    packed.rows.set(example.rows, at);
    packed.values.set(example.values, at);
    at += example.rows.length;
    packed.starts[index + 1] = at;
  });
  return packed;
}

function fit(examples: readonly Prepared[]): Linear {
  const { starts, rows, values } = pack(examples);
  const table = new Float32Array(BUCKETS * INTENTS);
  const drift = new Float32Array(BUCKETS * INTENTS);
  const squares = new Float32Array(BUCKETS * INTENTS).fill(SQUARES_AT_START);
  const biases = new Float64Array(INTENTS);
  const random = createRandom(SEED);
  const order = examples.map((_, index) => index);
  const gradients = new Float64Array(INTENTS);
  const kept = new Int32Array(1024);
  let step = 0;

  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    const rate = LEARNING_RATE * (1 - epoch / EPOCHS);
    for (const index of order) {
      const { label, balance, share } = examples[index]!;
      if (random() >= share) continue;
      step++;
      let count = 0;
      for (let at = starts[index]!; at < starts[index + 1]!; at++) if (random() >= DROPOUT) kept[count++] = at;
      gradients.set(biases);
      for (let nth = 0; nth < count; nth++) {
        const start = rows[kept[nth]!]! * INTENTS;
        const value = values[kept[nth]!]! / (1 - DROPOUT);
        for (let intent = 0; intent < INTENTS; intent++) gradients[intent]! += table[start + intent]! * value;
      }
      toGradients(gradients, label, balance);
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
  }
  // The mean over all steps is what remains when each change is taken back by the share of steps that came before it.
  for (let cell = 0; cell < table.length; cell++) table[cell]! += drift[cell]! / Math.max(1, step);
  return { table, biases };
}

/** Turns logits, in place, into the gradient of the weighted log loss. */
function toGradients(logits: Float64Array, label: number, weight: number): void {
  softmax(logits);
  logits[label]! -= 1;
  for (let intent = 0; intent < INTENTS; intent++) logits[intent]! *= weight;
}

function logitsOf({ table, biases }: Linear, { rows, values }: FeatureVector): Float64Array {
  const logits = Float64Array.from(biases);
  for (let at = 0; at < rows.length; at++) {
    const start = rows[at]! * INTENTS;
    for (let intent = 0; intent < INTENTS; intent++) logits[intent]! += table[start + intent]! * values[at]!;
  }
  return logits;
}

/** Probabilities of logits at a temperature. */
export function probabilitiesAt(logits: Float64Array, temperature: number): Float64Array {
  const probabilities = logits.map((logit) => logit / temperature);
  softmax(probabilities);
  return probabilities;
}

/** The temperature with the lowest loss on held-out examples, by golden-section search. */
function fitTemperature(heldOut: readonly HeldOut[]): number {
  const loss = (temperature: number): number =>
    heldOut.reduce((sum, { logits, label, weight }) => {
      const probabilities = probabilitiesAt(logits, temperature);
      return sum - weight * Math.log(Math.max(probabilities[label]!, 1e-9));
    }, 0);
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0.2, 5];
  for (let round = 0; round < 30; round++) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return Number(((low + high) / 2).toFixed(4));
}

function quantise(table: Float32Array): { quantised: Int8Array; scales: number[] } {
  const quantised = new Int8Array(table.length);
  const highest = new Float64Array(INTENTS).fill(1e-9);
  for (let cell = 0; cell < table.length; cell++) {
    const size = Math.abs(table[cell]!);
    if (size > highest[cell % INTENTS]!) highest[cell % INTENTS] = size;
  }
  const scales = Array.from(highest, (peak) => peak / 127);
  for (let cell = 0; cell < table.length; cell++) quantised[cell] = Math.round(table[cell]! / scales[cell % INTENTS]!);
  return { quantised, scales };
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
}

/** Mulberry32: 32 bits of state, the same numbers for the same seed on every machine. */
function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
