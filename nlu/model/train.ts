import { softmax } from './classifier';
import type { Corpus, Example } from './corpus';
import { extractFeatures, FEATURES_VERSION } from './features';
import { learn, logitsOf, type LearnerExample } from './learner';
import { MODEL_FORMAT, sha256, type Model } from './model';
import { PRODUCT_INTENTS, type ProductIntent } from '../types';

const INTENTS = PRODUCT_INTENTS.length;
const FOLDS = 3;

/** Prior of each intent, as relative shares: how often it is asked, which the number of corpus sentences does not tell. */
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

/** An example for the learner, with its corpus line. */
interface Prepared extends LearnerExample {
  source: number;
}

/** Trains a model on a corpus: learns and quantises the weights, fits the temperature on held-out folds. Deterministic. */
export function trainModel(corpus: Corpus): Model {
  const prepared = prepare(corpus.examples);
  const temperature = fitTemperature(holdOut(prepared));
  const { table, biases } = learn(prepared);
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

/** Logits and label of a held-out example. */
export interface HeldOut {
  logits: Float64Array;
  label: number;
  weight: number;
}

/** Cross-validates by corpus line, so that sentences of one pattern stay in one fold. */
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
    const model = learn(prepared.filter((example) => foldOf(example.source) !== fold));
    for (const example of prepared) {
      if (foldOf(example.source) === fold)
        heldOut.push({
          logits: logitsOf(model, example),
          label: example.label,
          weight: example.share * example.balance,
        });
    }
  }
  return heldOut;
}

function foldOf(source: number): number {
  return (Math.imul(source + 1, 0x9e3779b1) >>> 16) % FOLDS;
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
