import { parse } from 'yaml';
import { z } from 'zod';
import { hashCorpus, sortByName, type CorpusFile } from './corpusFiles';
import { expandPattern, PatternError, type Phrases } from './expand';
import { normalize } from '../text/normalize';
import { PRODUCT_INTENTS, type ProductIntent } from '../types';

/** One training sentence. */
export interface Example {
  /** Normalised, as at run time. */
  text: string;
  intent: ProductIntent;
  /** 1 for a plain utterance; less for one of many sentences of a pattern. */
  weight: number;
  /** Number of the corpus line. Cross-validation keeps the sentences of one line together. */
  source: number;
}

/** The training sentences of all corpus files. */
export interface Corpus {
  examples: Example[];
  /** SHA-256 over names and contents, in hex; recorded in the model. */
  hash: string;
}

/** A fault in a corpus file; the message names file, key and remedy in one line. */
export class CorpusError extends Error {
  override readonly name = 'CorpusError';
}

/** Corpus file with the lists that patterns refer to by {NAME}. */
export const PHRASES_FILE = '_phrases.yaml';

const line = z.string().trim().min(1, 'is empty: write a sentence or remove the line');
const fileSchema = z.strictObject({
  intent: z.enum(PRODUCT_INTENTS),
  utterances: z.array(line).min(1),
  patterns: z.array(line).default([]),
});
const phrasesSchema = z.record(z.string().regex(/^[A-Z_]+$/), z.array(z.string()).min(1));

/**
 * Parses and checks the corpus and expands its patterns.
 * @throws CorpusError on bad YAML or shape, an unknown or doubled intent, a broken pattern, or a sentence under two intents.
 */
export function parseCorpus(files: readonly CorpusFile[]): Corpus {
  const ordered = sortByName(files);
  const phrasesFile = ordered.find((file) => file.name === PHRASES_FILE);
  const phrases = phrasesFile ? readYaml(phrasesFile, phrasesSchema) : {};
  const collected = new ExampleCollector(phrases);
  for (const file of ordered) {
    if (file.name !== PHRASES_FILE) collected.addFile(file);
  }
  return { examples: collected.examples, hash: hashCorpus(files) };
}

class ExampleCollector {
  readonly examples: Example[] = [];
  private readonly seen = new Map<string, { intent: ProductIntent; place: string }>();
  private readonly fileOfIntent = new Map<ProductIntent, string>();
  private source = 0;

  constructor(private readonly phrases: Phrases) {}

  addFile(file: CorpusFile): void {
    const { intent, utterances, patterns } = readYaml(file, fileSchema);
    const other = this.fileOfIntent.get(intent);
    if (other !== undefined)
      throw new CorpusError(`${file.name}: intent: ${intent} is already in ${other}; put all its sentences there`);
    this.fileOfIntent.set(intent, file.name);
    utterances.forEach((utterance, index) => this.addLine([utterance], intent, `${file.name}: utterances[${index}]`));
    patterns.forEach((pattern, index) => {
      const place = `${file.name}: patterns[${index}]`;
      this.addLine(this.expand(pattern, place), intent, place);
    });
  }

  private expand(pattern: string, place: string): string[] {
    try {
      return expandPattern(pattern, this.phrases);
    } catch (cause) {
      if (!(cause instanceof PatternError)) throw cause;
      throw new CorpusError(`${place}: ${cause.message}`, { cause });
    }
  }

  private addLine(sentences: readonly string[], intent: ProductIntent, place: string): void {
    const fresh = new Set<string>();
    for (const sentence of sentences) {
      const text = normalize(sentence);
      if (text === '') continue;
      const known = this.seen.get(text);
      if (known !== undefined && known.intent !== intent) {
        throw new CorpusError(
          `${place}: "${sentence}" is also under ${known.intent} (${known.place}); decide for one intent`,
        );
      }
      if (known !== undefined) continue;
      this.seen.set(text, { intent, place });
      fresh.add(text);
    }
    const weight = 1 / Math.sqrt(Math.max(1, fresh.size));
    const source = this.source++;
    for (const text of fresh) this.examples.push({ text, intent, weight, source });
  }
}

function readYaml<T>(file: CorpusFile, schema: z.ZodType<T>): T {
  let document: unknown;
  try {
    document = parse(file.content);
  } catch (cause) {
    const [firstLine] = (cause as Error).message.split('\n');
    throw new CorpusError(`${file.name}: not valid YAML: ${firstLine}`, { cause });
  }
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new CorpusError(`${file.name}: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'wrong shape'}`);
}
