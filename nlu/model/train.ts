import { softmax } from './classifier';
import type { TopicTable } from './classify.types';
import type { Corpus, Example } from './corpus';
import { extractFeatures, FEATURES_VERSION } from './features';
import { learn, logitsOf, type LearnerExample } from './learner';
import { MODEL_FORMAT, sha256, type Model } from './model';

const FOLDS = 3;
const TEMPERATURE = 1;

/** An example for the learner, with its corpus line. */
interface Prepared extends LearnerExample {
  source: number;
}

/** Trains a model on a corpus: learns and quantises the weights. Deterministic. */
export function trainModel(corpus: Corpus): Model {
  const { table, biases } = learn(prepare(corpus), corpus.topics.size);
  const { quantised, scales } = quantise(table, corpus.topics.size);
  const weights = new Uint8Array(quantised.buffer);
  return {
    header: {
      format: MODEL_FORMAT,
      features: FEATURES_VERSION,
      topics: Object.fromEntries(corpus.topics),
      corpusHash: corpus.hash,
      examples: corpus.examples.length,
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
      const probabilities = logitsOf(model, one).map((logit) => logit / TEMPERATURE);
      softmax(probabilities);
      heldOut.push({ probabilities, example: corpus.examples[index]! });
    });
  }
  return heldOut;
}

function prepare({ examples, topics }: Corpus): Prepared[] {
  const labelled = examples.map(({ label }) => numbersOf(label, topics));
  const totals = new Float64Array(topics.size);
  examples.forEach((example, index) => {
    const labels = labelled[index]!;
    for (const label of labels) totals[label]! += example.weight / labels.length;
  });
  const mean = totals.reduce((sum, total) => sum + total, 0) / topics.size;
  return examples.map((example, index) => {
    const labels = labelled[index]!;
    const balance = Math.sqrt(mean / Math.max(1, ...labels.map((label) => totals[label]!)));
    return { ...extractFeatures(example.text), labels, share: example.weight, balance, source: example.source };
  });
}

/** Numbers of the topics that a label allows. */
function numbersOf(label: string, topics: TopicTable): number[] {
  const ids = [...topics.keys()];
  const own = ids.indexOf(label);
  return own >= 0 ? [own] : ids.flatMap((id, number) => (topics.get(id) === label ? [number] : []));
}

function foldOf(source: number): number {
  return (Math.imul(source + 1, 0x9e3779b1) >>> 16) % FOLDS;
}

function quantise(table: Float32Array, topics: number): { quantised: Int8Array; scales: number[] } {
  const quantised = new Int8Array(table.length);
  const highest = new Float64Array(topics).fill(1e-9);
  for (let cell = 0; cell < table.length; cell++) {
    const size = Math.abs(table[cell]!);
    if (size > highest[cell % topics]!) highest[cell % topics] = size;
  }
  const scales = Array.from(highest, (peak) => peak / 127);
  for (let cell = 0; cell < table.length; cell++) quantised[cell] = Math.round(table[cell]! / scales[cell % topics]!);
  return { quantised, scales };
}
