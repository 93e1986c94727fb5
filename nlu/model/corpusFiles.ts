import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CORPUS_DIRECTORY } from './places';

/** One file of `nlu/corpus/`, as read from disk. */
export interface CorpusFile {
  name: string;
  content: string;
}

/** Reads the `*.yaml` files of a corpus directory, `nlu/corpus` by default. */
export function readCorpusFiles(directory = CORPUS_DIRECTORY): CorpusFile[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ name, content: readFileSync(path.join(directory, name), 'utf8') }));
}

/** SHA-256 of the corpus files in hex, whatever their order. */
export function hashCorpus(files: readonly CorpusFile[]): string {
  const hash = createHash('sha256');
  for (const file of sortByName(files)) hash.update(file.name).update('\0').update(file.content).update('\0');
  return hash.digest('hex');
}

/** A sorted copy, by name. */
export function sortByName(files: readonly CorpusFile[]): CorpusFile[] {
  return [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
