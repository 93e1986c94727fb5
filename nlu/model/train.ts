import { softmax } from './classifier';
import type { TopicTable } from './classify.types';
import type { Corpus, Example } from './corpus/corpus';
import { createDictionary, type Dictionary } from './dictionary';
import { extractHashes, FEATURES_VERSION, valueOf } from './features';
import { chooseFeatures } from './learn/choose';
import { pack, type LearnerExample, type Packed } from './learn/examples';
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
/** The linear models of which the mean is taken, with their shares: they err differently. */
const PARTS: readonly { share: number; learn: (packed: Packed, topics: number) => Linear }[] = [
  { share: 0.4, learn: learnWide },
  { share: 0.6, learn: learnNarrow },
];

/** An example whose features are hashes still, with its corpus line. */
interface Prepared extends Omit<LearnerExample, 'rows'> {
  hashes: Int32Array;
  source: number;
}

/** All that the parts of a model learn from. */
export interface Lesson {
  packed: Packed;
  topics: number;
  /** Features that the rows are for. */
  keys: Int32Array;
}

/** A table of weights, and the features that its rows are for. */
interface Learnt extends Linear {
  dictionary: Dictionary;
}

/** What a model learns from a corpus. */
export const lessonOf = (corpus: Corpus): Lesson => toLesson(prepare(corpus), corpus.topics.size).lesson;

/** Numbers of the parts of a model. Each can be learnt in a thread of its own. */
export const PART_NUMBERS: readonly number[] = PARTS.map((_, number) => number);

/** Learns one part. Deterministic. */
export function learnPart({ packed, topics }: Pick<Lesson, 'packed' | 'topics'>, number: number): Linear {
  const part = PARTS[number];
  if (!part) throw new RangeError(`a model has ${PARTS.length} parts`);
  return part.learn(packed, topics);
}

/** Trains a model on a corpus, part after part. Deterministic. */
export function trainModel(corpus: Corpus): Model {
  const lesson = lessonOf(corpus);
  return assembleModel(
    corpus,
    lesson,
    PART_NUMBERS.map((number) => learnPart(lesson, number)),
  );
}

/** Puts the learnt parts together, and quantises the weights. */
export function assembleModel(corpus: Corpus, { keys }: Lesson, parts: readonly Linear[]): Model {
  const { table, biases } = meanOf(parts);
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

function learn(prepared: readonly Prepared[], topics: number): Learnt {
  const { lesson, dictionary } = toLesson(prepared, topics);
  return { ...meanOf(PART_NUMBERS.map((number) => learnPart(lesson, number))), dictionary };
}

function toLesson(prepared: readonly Prepared[], topics: number): { lesson: Lesson; dictionary: Dictionary } {
  const keys = chooseFeatures(prepared, topics, KNOWN);
  const dictionary = createDictionary(keys);
  const examples = prepared.map(({ hashes, ...example }) => {
    const rows = hashes.slice();
    return { ...example, rows: rows.slice(0, dictionary.toRows(rows, rows.length)) };
  });
  return { lesson: { packed: pack(examples, keys.length), topics, keys }, dictionary };
}

/** The weighted mean of the parts, which err differently; as all are sums over features, so is their mean. */
function meanOf(parts: readonly Linear[]): Linear {
  const [first] = parts;
  if (!first) throw new RangeError('a model without parts');
  const mean = { table: new Float32Array(first.table.length), biases: new Float32Array(first.biases.length) };
  parts.forEach(({ table, biases }, number) => {
    const { share } = PARTS[number]!;
    for (let cell = 0; cell < table.length; cell++) mean.table[cell]! += table[cell]! * share;
    for (let topic = 0; topic < biases.length; topic++) mean.biases[topic]! += biases[topic]! * share;
  });
  return mean;
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
