/** Reads the phrase files, or the table that the build has made of them. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_MODEL_PATH } from '../model/places';
import { createMatcher } from './match';
import type { MatchRules } from './match';
import { compileRules, PhraseError, RULE_KINDS } from './rules';
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
}

/** Texts of all phrase files. */
export function readPhraseFiles(sources = SOURCES): PhraseFiles {
  const read = (...names: string[]) => readFileSync(path.join(sources, ...names), 'utf8');
  const kinds = RULE_KINDS.map((kind) => [kind, read('phrases', `${kind}.yaml`)]);
  return Object.fromEntries([['words', read('words', 'words.yaml')], ...kinds]) as PhraseFiles;
}

/** The table of the phrase files as the build keeps it. @throws PhraseError */
export function makePhraseTable(files: PhraseFiles): PhraseTable {
  return { hash: hashOf(files), rules: compileRules(files) };
}

/**
 * The rules, ready to match. Files that are unchanged since the build are taken from its table, without parsing and checks.
 * @throws PhraseError naming file, key and remedy, one line each
 */
export function loadPhrases(): MatchRules {
  const files = existsSync(path.join(SOURCES, 'phrases', 'requests.yaml')) ? readPhraseFiles() : undefined;
  const kept = existsSync(PHRASES_PATH) ? (JSON.parse(readFileSync(PHRASES_PATH, 'utf8')) as PhraseTable) : undefined;
  if (kept && (!files || kept.hash === hashOf(files))) return createMatcher(kept.rules);
  if (files) return createMatcher(compileRules(files));
  throw new PhraseError(`${PHRASES_PATH}: not found; run "npm run build"`);
}

const hashOf = (files: PhraseFiles): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex');
