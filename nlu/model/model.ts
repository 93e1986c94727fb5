import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { createClassifier, type Weights } from './classifier';
import type { Classify, TopicTable } from './classify.types';
import { hashCorpus, readCorpusFiles } from './corpus/corpusFiles';
import { FEATURES_VERSION } from './features';
import { rowBytes } from './table';
import { CORPUS_DIRECTORY, DEFAULT_MODEL_PATH } from './places';
import { ACTS, PRODUCT_INTENTS } from '../types';

/** Format of `model.json`. */
export const MODEL_FORMAT = 'fenfu-desk/topic-model@2';

/** Schema of `model.json`: what training found beside the weights, which lie in `model.bin`. */
const headerSchema = z.strictObject({
  format: z.literal(MODEL_FORMAT),
  features: z.literal(FEATURES_VERSION),
  /** Topic → intent. */
  topics: z.record(z.string(), z.enum([...PRODUCT_INTENTS, ...ACTS])),
  /** SHA-256 of the training corpus. */
  corpusHash: z.string().regex(/^[0-9a-f]{64}$/),
  examples: z.int().positive(),
  /** Number of features that the model knows. */
  rows: z.int().positive(),
  /** Divisor of the logits before the softmax. */
  temperature: z.number().positive(),
  /** Weight = quantised weight × scale, per topic. */
  scales: z.array(z.number().nonnegative()),
  biases: z.array(z.number()),
  /** SHA-256 of `model.bin`. */
  checksum: z.string(),
});

/** A parsed `model.json`. */
export type ModelHeader = z.infer<typeof headerSchema>;

/** The result of training. */
export interface Model {
  header: ModelHeader;
  /** `model.bin`: the table of `nlu/model/table.ts`, then four bytes per row, the hash of its feature. */
  weights: Uint8Array;
}

/** What a model file gives. */
export interface LoadedModel {
  classify: Classify;
  topics: TopicTable;
}

/** The model is missing, damaged or out of date; the message names file, fault and remedy in one line. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

const REMEDY = 'run "npm run build"';

/** Checks a parsed `model.json`. @throws ModelError */
export function parseHeader(document: unknown, name = 'model.json'): ModelHeader {
  const parsed = headerSchema.safeParse(document);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ModelError(`${name}: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'wrong shape'}; ${REMEDY}`);
  }
  const { topics, scales, biases } = parsed.data;
  const count = Object.keys(topics).length;
  for (const [key, values] of Object.entries({ scales, biases }))
    if (values.length !== count)
      throw new ModelError(`${name}: ${key}: ${values.length} instead of one per topic (${count}); ${REMEDY}`);
  return parsed.data;
}

/** The weights of a model, for the classifier. @throws ModelError for a wrong number or a wrong checksum of weights */
export function toWeights({ header, weights }: Model, name = 'model.bin'): Weights {
  if (sha256(weights) !== header.checksum)
    throw new ModelError(`${name}: checksum: the weights are damaged or of another model; ${REMEDY}`);
  const topics = new Map(Object.entries(header.topics));
  const tableBytes = header.rows * rowBytes(topics.size);
  const expected = tableBytes + header.rows * Int32Array.BYTES_PER_ELEMENT;
  if (weights.length !== expected)
    throw new ModelError(`${name}: ${weights.length} bytes instead of ${expected}; ${REMEDY}`);
  return {
    topics,
    keys: new Int32Array(new Uint8Array(weights.subarray(tableBytes)).buffer),
    table: weights.subarray(0, tableBytes),
    scales: Float64Array.from(header.scales),
    biases: Float64Array.from(header.biases),
    temperature: header.temperature,
  };
}

/** Writes `model.json` and, beside it, `model.bin`; returns their size in bytes. */
export function writeModel({ header, weights }: Model, modelPath = DEFAULT_MODEL_PATH): number {
  const json = `${JSON.stringify(header)}\n`;
  writeFileSync(weightsPath(modelPath), weights);
  writeFileSync(modelPath, json);
  return json.length + weights.length;
}

/**
 * Loads the trained model. If the corpus directory exists, the model must have been trained on it.
 * @throws ModelError if a file is missing, of another format, damaged, or trained on another corpus
 */
export function loadModel(modelPath = DEFAULT_MODEL_PATH, corpusDirectory = CORPUS_DIRECTORY): LoadedModel {
  const name = path.basename(modelPath);
  const binary = weightsPath(modelPath);
  for (const file of [modelPath, binary])
    if (!existsSync(file)) throw new ModelError(`${path.basename(file)}: not found at ${file}; ${REMEDY}`);
  const header = parseHeader(readJson(modelPath, name), name);
  if (existsSync(corpusDirectory) && hashCorpus(readCorpusFiles(corpusDirectory)) !== header.corpusHash) {
    throw new ModelError(`${name}: corpusHash: nlu/corpus has changed since it was trained; ${REMEDY}`);
  }
  const weights = toWeights({ header, weights: readFileSync(binary) }, path.basename(binary));
  return { classify: createClassifier(weights), topics: weights.topics };
}

/** The classifier of {@link loadModel} alone. @throws ModelError */
export const loadClassifier = (modelPath?: string, corpusDirectory?: string): Classify =>
  loadModel(modelPath, corpusDirectory).classify;

/** SHA-256 of bytes, in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const weightsPath = (modelPath: string): string => modelPath.replace(/\.json$/, '.bin');

function readJson(file: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ModelError(`${name}: not valid JSON; ${REMEDY}`, { cause });
  }
}
