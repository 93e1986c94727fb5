/** Reads the phrase files, or the table that the build has made of them. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_MODEL_PATH } from '../model/places';
import { parseTopics } from '../model/topics';
import type { TopicTable } from '../model/classify.types';
import type { Intent } from '../types';
import { createMatcher } from './match';
import type { MatchRules } from './match';
import { faultsOfNames } from './names';
import { compileRules, PHRASE_LANGUAGES, PhraseError, RULE_KINDS } from './rules';
import type { PhraseFiles, Rule } from './rules';

/** `nlu/`, or `dist/nlu/` if this is compiled code. */
const HERE = path.dirname(__dirname);
const TOP = path.dirname(HERE);
/** Path of `nlu/` in the source tree; a deployment may lack it. */
const SOURCES = path.basename(TOP) === 'dist' ? path.join(TOP, '..', 'nlu') : HERE;
/** Path of the compiled table. */
export const PHRASES_PATH = path.join(path.dirname(DEFAULT_MODEL_PATH), 'phrases.json');

/** The compiled table, with the hash of the files that it was made of. */
interface PhraseTable {
  hash: string;
  rules: Rule[];
  /** Topics and their intents. */
  topics: [string, Intent][];
}

/** What rules understand by. */
export interface Phrases {
  match: MatchRules;
  /** The intent of each topic. */
  topics: TopicTable;
}

/** Texts of all phrase files. */
export function readPhraseFiles(sources = SOURCES): PhraseFiles {
  const read = (...names: string[]) => readFileSync(path.join(sources, ...names), 'utf8');
  const rules = PHRASE_LANGUAGES.flatMap((language) =>
    RULE_KINDS.map((kind) => ({ kind, name: `${kind}${language}.yaml` })),
  ).filter(({ name }) => existsSync(path.join(sources, 'phrases', name)));
  return {
    words: read('words', 'words.yaml'),
    topics: read('topics.yaml'),
    rules: rules.map((file) => ({ ...file, text: read('phrases', file.name) })),
  };
}

/** The table of the phrase files as the build keeps it. @throws PhraseError */
export function makePhraseTable(files: PhraseFiles): PhraseTable {
  const rules = compileRules(files);
  const topics = parseTopics({ name: 'topics.yaml', content: files.topics });
  const faults = faultsOfNames(rules, topics);
  if (faults.length > 0) throw new PhraseError(faults.join('\n'));
  return { hash: hashOf(files), rules, topics: [...topics] };
}

/**
 * The rules, ready to match. Files that are unchanged since the build are taken from its table, without parsing and checks.
 * @throws PhraseError naming file, key and remedy, one line each
 */
export function loadPhrases(): Phrases {
  const files = existsSync(path.join(SOURCES, 'phrases', 'requests.yaml')) ? readPhraseFiles() : undefined;
  const kept = existsSync(PHRASES_PATH) ? (JSON.parse(readFileSync(PHRASES_PATH, 'utf8')) as PhraseTable) : undefined;
  if (kept && (!files || kept.hash === hashOf(files))) return phrasesOf(kept);
  if (files) return phrasesOf(makePhraseTable(files));
  throw new PhraseError(`${PHRASES_PATH}: not found; run "npm run build"`);
}

const phrasesOf = ({ rules, topics }: PhraseTable): Phrases => ({
  match: createMatcher(rules),
  topics: new Map(topics),
});

const hashOf = (files: PhraseFiles): string => createHash('sha256').update(JSON.stringify(files)).digest('hex');
