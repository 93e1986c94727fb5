import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { DICTIONARY } from './packing.data';

/** Deep enough for the dictionary and what follows it; more would only cost time. */
const WINDOW = { windowBits: 14, dictionary: Buffer.from(DICTIONARY) };
const LEVEL = { ...WINDOW, level: 3, memLevel: 5 };

/** What a damaged or forged value may at most grow to. */
const MAX_BYTES = 32 * 1024 * 1024;

/** JSON in few bytes: its field names and the keys of the wording are in the dictionary that both sides know (RFC 1951, raw). */
export const pack = (value: unknown): Buffer => deflateRawSync(JSON.stringify(value), LEVEL);

/** The value packed. Throws where the bytes are none of `pack`'s. */
export const unpack = (packed: Uint8Array): unknown =>
  JSON.parse(inflateRawSync(packed, { ...WINDOW, maxOutputLength: MAX_BYTES }).toString('utf8'));
