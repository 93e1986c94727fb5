import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { createClassifier, type Weights } from './classifier';
import type { Classify } from './classify.types';
import { hashCorpus, readCorpusFiles } from './corpusFiles';
import { BUCKETS, FEATURES_VERSION } from './features';
import { CORPUS_DIRECTORY, DEFAULT_MODEL_PATH } from './places';
import { PRODUCT_INTENTS } from '../types';

/** Format of `model.json`. */
export const MODEL_FORMAT = 'fenfu-desk/intent-model@1';

/** Schema of `model.json`: the result of training. */
const modelSchema = z.strictObject({
  format: z.literal(MODEL_FORMAT),
  features: z.literal(FEATURES_VERSION),
  intents: z.array(z.enum(PRODUCT_INTENTS)).length(PRODUCT_INTENTS.length),
  /** SHA-256 of the training corpus. */
  corpusHash: z.string().regex(/^[0-9a-f]{64}$/),
  examples: z.int().positive(),
  /** Divisor of the logits before the softmax; fitted on held-out folds of the corpus. */
  temperature: z.number().positive(),
  /** Weight = quantised weight × scale, per intent. */
  scales: z.array(z.number().nonnegative()).length(PRODUCT_INTENTS.length),
  biases: z.array(z.number()).length(PRODUCT_INTENTS.length),
  /** Int8 weights in base64: BUCKETS rows of one weight per intent. */
  weights: z.string().min(1),
  /** SHA-256 of `weights`. */
  checksum: z.string(),
});

/** A parsed `model.json`. */
export type Model = z.infer<typeof modelSchema>;

/** The model is missing, damaged or out of date; the message names file, fault and remedy in one line. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

const REMEDY = 'run "npm run build"';

/** Checks a parsed `model.json`. @throws ModelError */
export function parseModel(document: unknown, name = 'model.json'): Model {
  const parsed = modelSchema.safeParse(document);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ModelError(`${name}: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'wrong shape'}; ${REMEDY}`);
  }
  if (sha256(parsed.data.weights) !== parsed.data.checksum)
    throw new ModelError(`${name}: checksum: the weights are damaged; ${REMEDY}`);
  return parsed.data;
}

/** Decodes the weights of a model for the classifier. @throws ModelError for a wrong number of weights */
export function toWeights(model: Model): Weights {
  const bytes = Buffer.from(model.weights, 'base64');
  const table = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const expected = BUCKETS * model.intents.length;
  if (table.length !== expected)
    throw new ModelError(`model.json: weights: ${table.length} instead of ${expected}; ${REMEDY}`);
  return {
    intents: model.intents,
    table,
    scales: Float64Array.from(model.scales),
    biases: Float64Array.from(model.biases),
    temperature: model.temperature,
  };
}

/**
 * Loads the trained classifier. If the corpus directory exists, the model must have been trained on it.
 * @throws ModelError if the file is missing, of another format, damaged, or trained on another corpus
 */
export function loadClassifier(modelPath = DEFAULT_MODEL_PATH, corpusDirectory = CORPUS_DIRECTORY): Classify {
  const name = path.basename(modelPath);
  if (!existsSync(modelPath)) throw new ModelError(`${name}: not found at ${modelPath}; ${REMEDY}`);
  const model = parseModel(readJson(modelPath, name), name);
  if (existsSync(corpusDirectory) && hashCorpus(readCorpusFiles(corpusDirectory)) !== model.corpusHash) {
    throw new ModelError(`${name}: corpusHash: nlu/corpus has changed since it was trained; ${REMEDY}`);
  }
  return createClassifier(toWeights(model));
}

/** SHA-256 of a text, in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function readJson(file: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ModelError(`${name}: not valid JSON; ${REMEDY}`, { cause });
  }
}
