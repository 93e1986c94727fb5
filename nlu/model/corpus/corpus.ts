import { z } from 'zod';
import type { TopicTable } from '../classify.types';
import { hashCorpus, sortByName, TOPICS_FILE, type CorpusFile } from './corpusFiles';
import { expandPattern, PatternError, type Phrases } from './expand';
import { CorpusError, readYaml } from './readYaml';
import { groupOf, parseTopics } from '../topics';
import { normalize } from '../../text/normalize';

/** One training sentence. */
export interface Example {
  /** Normalised, as at run time. */
  text: string;
  /** A topic, or an intent: then any topic of the intent is right. */
  label: string;
  /** 1 for a plain utterance; less for one of many sentences of a pattern. */
  weight: number;
  /** Number of the corpus line. The sentences of one line belong together. */
  source: number;
}

/** The topics, and the training sentences of all corpus files. */
export interface Corpus {
  topics: TopicTable;
  /** How often topics are asked, to be compared with each other; a rare topic may be missing. */
  shares: ReadonlyMap<string, number>;
  examples: Example[];
  /** SHA-256 over names and contents, in hex; recorded in the model. */
  hash: string;
}

/** Corpus file with the lists that patterns refer to by {NAME}. */
export const PHRASES_FILE = '_phrases.yaml';
/** Corpus file with how often each topic is asked about. */
export const SHARES_FILE = '_shares.yaml';

const line = z.string().trim().min(1, 'is empty: write a sentence or remove the line');
const sentencesSchema = z.strictObject({ utterances: z.array(line).default([]), patterns: z.array(line).default([]) });
const fileSchema = z.record(z.string(), sentencesSchema);
const sharesSchema = z.record(z.string(), z.number().positive().max(100));
const phrasesSchema = z.record(z.string().regex(/^[A-Z_]+$/), z.array(z.string()).min(1));

/**
 * Parses and checks topics and corpus and expands the patterns.
 * @throws CorpusError on bad YAML or shape, an unknown topic or one in the wrong file, a broken pattern, or a sentence under two labels.
 */
export function parseCorpus(files: readonly CorpusFile[]): Corpus {
  const ordered = sortByName(files);
  const topicsFile = ordered.find((file) => file.name === TOPICS_FILE);
  if (topicsFile === undefined) throw new CorpusError(`${TOPICS_FILE}: not found; it names the topics`);
  const phrasesFile = ordered.find((file) => file.name === PHRASES_FILE);
  const phrases = phrasesFile ? readYaml(phrasesFile, phrasesSchema) : {};
  const topics = parseTopics(topicsFile);
  const sharesFile = ordered.find((file) => file.name === SHARES_FILE);
  const shares = new Map(Object.entries(sharesFile ? readYaml(sharesFile, sharesSchema) : {}));
  for (const topic of shares.keys())
    if (!topics.has(topic)) throw new CorpusError(`${SHARES_FILE}: ${topic}: no topic of ${TOPICS_FILE}; correct it`);
  const collected = new ExampleCollector(topics, phrases);
  for (const file of ordered) {
    if (file !== phrasesFile && file !== topicsFile && file !== sharesFile) collected.addFile(file);
  }
  return { topics, shares, examples: collected.examples, hash: hashCorpus(files) };
}

class ExampleCollector {
  readonly examples: Example[] = [];
  private readonly seen = new Map<string, { label: string; place: string }>();
  private readonly intents: ReadonlySet<string>;
  private source = 0;

  constructor(
    private readonly topics: TopicTable,
    private readonly phrases: Phrases,
  ) {
    this.intents = new Set(topics.values());
  }

  addFile(file: CorpusFile): void {
    for (const [label, { utterances, patterns }] of Object.entries(readYaml(file, fileSchema))) {
      this.checkLabel(label, file.name);
      const key = `${file.name}: ${label}`;
      utterances.forEach((utterance, index) => this.addLine([utterance], label, `${key}: utterances[${index}]`));
      patterns.forEach((pattern, index) => {
        const place = `${key}: patterns[${index}]`;
        this.addLine(this.expand(pattern, place), label, place);
      });
    }
  }

  private checkLabel(label: string, fileName: string): void {
    if (!this.topics.has(label) && !this.intents.has(label))
      throw new CorpusError(
        `${fileName}: ${label}: neither a topic of ${TOPICS_FILE} nor an intent; add it there or correct it`,
      );
    const home = `${groupOf(label)}.yaml`;
    if (fileName !== home) throw new CorpusError(`${fileName}: ${label}: belongs in ${home}; move it there`);
  }

  private expand(pattern: string, place: string): string[] {
    try {
      return expandPattern(pattern, this.phrases);
    } catch (cause) {
      if (!(cause instanceof PatternError)) throw cause;
      throw new CorpusError(`${place}: ${cause.message}`, { cause });
    }
  }

  /** Whether two labels may hold the same sentence: one names a topic, the other that topic's whole intent. */
  private agree(one: string, other: string): boolean {
    return one === other || this.topics.get(one) === other || this.topics.get(other) === one;
  }

  private addLine(sentences: readonly string[], label: string, place: string): void {
    const fresh = new Set<string>();
    for (const sentence of sentences) {
      const text = normalize(sentence);
      if (text === '') continue;
      const known = this.seen.get(text);
      if (known !== undefined && !this.agree(known.label, label)) {
        throw new CorpusError(
          `${place}: "${sentence}" is also under ${known.label} (${known.place}); decide for one of the two`,
        );
      }
      if (known !== undefined) continue;
      this.seen.set(text, { label, place });
      fresh.add(text);
    }
    const weight = 1 / Math.sqrt(Math.max(1, fresh.size));
    const source = this.source++;
    for (const text of fresh) this.examples.push({ text, label, weight, source });
  }
}
