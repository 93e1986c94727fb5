import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CORPUS_DIRECTORY } from '../places';

/** One file of `nlu/corpus/`, or `nlu/topics.yaml`, as read from disk. */
export interface CorpusFile {
  name: string;
  content: string;
}

/** Name of the file with the topics; it lies beside the corpus directory. */
export const TOPICS_FILE = 'topics.yaml';

/** Reads the `*.yaml` files of a corpus directory, `nlu/corpus` by default, and `topics.yaml` beside it. */
export function readCorpusFiles(directory = CORPUS_DIRECTORY): CorpusFile[] {
  const read = (name: string, file: string): CorpusFile => ({ name, content: readFileSync(file, 'utf8') });
  return [
    read(TOPICS_FILE, path.join(directory, '..', TOPICS_FILE)),
    ...readdirSync(directory)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => read(name, path.join(directory, name))),
  ];
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
