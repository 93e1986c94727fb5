/** The language model as a file: numbers and bytes one behind the other, read without parsing. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ModelError } from '../model/model';
import { DEFAULT_MODEL_PATH } from '../model/places';
import { CHARACTER_CODES } from './language';
import type { LanguageData } from './language';

/** Path of `dist/nlu/language.bin`. */
export const LANGUAGE_PATH = path.join(path.dirname(DEFAULT_MODEL_PATH), 'language.bin');

/** Raised where the form of the file changes. */
const FORMAT = 0x6c616e31;
const PAIR_COLUMNS = 3;
const TRIPLE_COLUMNS = 1;
const HEADER = 3;

/** The bytes of a file. */
export function packLanguage({ single, backFromOne, pairs, triples }: LanguageData): Uint8Array {
  const numbers = [Int32Array.of(FORMAT, pairs.keys.length, triples.keys.length), pairs.keys, triples.keys];
  const bytes = [single, backFromOne, ...pairs.columns, ...triples.columns];
  return Buffer.concat([
    ...numbers.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)),
    ...bytes,
  ]);
}

/** What the bytes of a file say. @throws ModelError for another format or length */
export function unpackLanguage(file: Uint8Array, name = 'language.bin'): LanguageData {
  const buffer = file.slice().buffer;
  let at = 0;
  const numbers = (length: number): Int32Array => new Int32Array(buffer, (at += 4 * length) - 4 * length, length);
  const bytes = (length: number): Uint8Array => new Uint8Array(buffer, (at += length) - length, length);
  const table = (keys: Int32Array, columns: number) => ({
    keys,
    columns: Array.from({ length: columns }, () => bytes(keys.length)),
  });
  const [format, ofPairs = 0, ofTriples = 0] = buffer.byteLength >= 4 * HEADER ? numbers(HEADER) : [];
  const expected = 4 * HEADER + 2 * CHARACTER_CODES + ofPairs * (4 + PAIR_COLUMNS) + ofTriples * (4 + TRIPLE_COLUMNS);
  if (format !== FORMAT || buffer.byteLength !== expected)
    throw new ModelError(`${name}: damaged or of another version; run "npm run build"`);
  const [pairKeys, tripleKeys] = [numbers(ofPairs), numbers(ofTriples)];
  const [single, backFromOne] = [bytes(CHARACTER_CODES), bytes(CHARACTER_CODES)];
  return {
    single,
    backFromOne,
    pairs: table(pairKeys, PAIR_COLUMNS),
    triples: table(tripleKeys, TRIPLE_COLUMNS),
  };
}

/** Writes the file; returns its size in bytes. */
export function writeLanguage(data: LanguageData, file = LANGUAGE_PATH): number {
  const packed = packLanguage(data);
  writeFileSync(file, packed);
  return packed.length;
}

/** Reads the file that the build has made. @throws ModelError where it is missing or damaged */
export function loadLanguage(file = LANGUAGE_PATH): LanguageData {
  const name = path.basename(file);
  if (!existsSync(file)) throw new ModelError(`${name}: not found at ${file}; run "npm run build"`);
  return unpackLanguage(readFileSync(file), name);
}
