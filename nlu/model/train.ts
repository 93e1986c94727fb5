import { softmax } from './classifier';
import type { TopicTable } from './classify.types';
import type { Corpus, Example } from './corpus/corpus';
import { createDictionary, type Dictionary } from './dictionary';
import { extractHashes, FEATURES_VERSION, valueOf } from './features';
import { chooseFeatures } from './learn/choose';
import { pack, type LearnerExample } from './learn/examples';
import { learnNarrow } from './learn/narrow';
import { learnWide, type Linear } from './learn/wide';
import { MODEL_FORMAT, sha256, type Model } from './model';
import { quantise } from './table';

const FOLDS = 3;
/**
 * Divisor of the logits. Fitted on writers left out of the training, not on folds: a fold shares its writers with the rest and looks easier
 * than strangers are. `docs/nlu.md` says how.
 */
const TEMPERATURE = 1;
/** Share of a topic, compared with the others, where `_shares.yaml` does not name it. */
const RARE = 0.15;
/** Features that a model knows, at most; 144 bytes each. */
const KNOWN = 80_000;
/** Share of the wide model in the mean; the narrow ones have the rest together. */
const WIDE_SHARE = 0.4;
/** One narrow model is learnt from each: two differ by chance, and their mean errs less. */
const NARROW_SEEDS = [20261127, 20261128];

/** An example whose features are hashes still, with its corpus line. */
interface Prepared extends Omit<LearnerExample, 'rows'> {
  hashes: Int32Array;
  source: number;
}

/** A table of weights, and the features that its rows are for. */
interface Learnt extends Linear {
  keys: Int32Array;
  dictionary: Dictionary;
}

/** Trains a model on a corpus: learns and quantises the weights. Deterministic. */
export function trainModel(corpus: Corpus): Model {
  const { table, biases, keys } = learn(prepare(corpus), corpus.topics.size);
  const { table: quantised, scales } = quantise(table, corpus.topics.size);
  const weights = new Uint8Array(quantised.length + keys.byteLength);
  weights.set(quantised);
  weights.set(new Uint8Array(keys.buffer), quantised.length);
  return {
    header: {
      format: MODEL_FORMAT,
      features: FEATURES_VERSION,
      topics: Object.fromEntries(corpus.topics),
      corpusHash: corpus.hash,
      examples: corpus.examples.length,
      rows: keys.length,
      temperature: TEMPERATURE,
      scales,
      biases: [...biases],
      checksum: sha256(weights),
    },
    weights,
  };
}

/** Probabilities of the topics for a held-out example. */
export interface HeldOut {
  probabilities: Float64Array;
  example: Example;
}

/** Cross-validates by corpus line, so that sentences of one pattern stay in one fold. */
export function crossValidateCorpus(corpus: Corpus): HeldOut[] {
  const prepared = prepare(corpus);
  const heldOut: HeldOut[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = learn(
      prepared.filter((example) => foldOf(example.source) !== fold),
      corpus.topics.size,
    );
    prepared.forEach((one, index) => {
      if (foldOf(one.source) !== fold) return;
      const probabilities = logitsOf(model, one.hashes).map((logit) => logit / TEMPERATURE);
      softmax(probabilities);
      heldOut.push({ probabilities, example: corpus.examples[index]! });
    });
  }
  return heldOut;
}

/** The mean of linear models that err differently; as all are sums over features, so is their mean. */
function learn(prepared: readonly Prepared[], topics: number): Learnt {
  const keys = chooseFeatures(prepared, topics, KNOWN);
  const dictionary = createDictionary(keys);
  const examples = prepared.map(({ hashes, ...example }) => {
    const rows = hashes.slice();
    return { ...example, rows: rows.slice(0, dictionary.toRows(rows, rows.length)) };
  });
  const packed = pack(examples, keys.length);
  const wide = learnWide(packed, topics);
  scale(wide, WIDE_SHARE);
  for (const seed of NARROW_SEEDS)
    addTo(wide, learnNarrow(packed, topics, seed), (1 - WIDE_SHARE) / NARROW_SEEDS.length);
  return { ...wide, keys, dictionary };
}

function scale({ table, biases }: Linear, by: number): void {
  for (let cell = 0; cell < table.length; cell++) table[cell]! *= by;
  for (let topic = 0; topic < biases.length; topic++) biases[topic]! *= by;
}

function addTo(sum: Linear, { table, biases }: Linear, share: number): void {
  for (let cell = 0; cell < table.length; cell++) sum.table[cell]! += table[cell]! * share;
  for (let topic = 0; topic < biases.length; topic++) sum.biases[topic]! += biases[topic]! * share;
}

/** Logits of a text, one per topic. */
function logitsOf({ table, biases, dictionary }: Learnt, hashes: Int32Array): Float64Array {
  const logits = Float64Array.from(biases);
  const rows = hashes.slice();
  const known = dictionary.toRows(rows, rows.length);
  const value = valueOf(known);
  for (const row of rows.subarray(0, known))
    for (let topic = 0; topic < logits.length; topic++) logits[topic]! += table[row * logits.length + topic]! * value;
  return logits;
}

function prepare({ examples, topics, shares }: Corpus): Prepared[] {
  const ids = [...topics.keys()];
  const numbers = new Map(
    [...new Set(examples.map(({ label }) => label))].map((label) => [label, numbersOf(label, topics)]),
  );
  const labelled = examples.map(({ label }) => numbers.get(label)!);
  const written = new Float64Array(ids.length);
  examples.forEach(({ weight }, index) => {
    const labels = labelled[index]!;
    for (const label of labels) written[label]! += weight / labels.length;
  });
  const asked = Float64Array.from(ids, (id) => shares.get(id) ?? RARE);
  const factor = sumOf(written) / sumOf(asked);
  return examples.map(({ text, weight, source }, index) => {
    const labels = labelled[index]!;
    const ofLabels = (amounts: Float64Array): number => labels.reduce((sum, label) => sum + amounts[label]!, 0);
    // Half-way, on a scale of ratios, between the shares of the corpus and those of the questions.
    const balance = Math.sqrt((factor * ofLabels(asked)) / ofLabels(written));
    return { hashes: extractHashes(text), labels, share: weight, balance, source };
  });
}

const sumOf = (amounts: Float64Array): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** Numbers of the topics that a label allows. */
function numbersOf(label: string, topics: TopicTable): number[] {
  const ids = [...topics.keys()];
  const own = ids.indexOf(label);
  return own >= 0 ? [own] : ids.flatMap((id, number) => (topics.get(id) === label ? [number] : []));
}

function foldOf(source: number): number {
  return (Math.imul(source + 1, 0x9e3779b1) >>> 16) % FOLDS;
}
