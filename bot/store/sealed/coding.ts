/**
 * Binary coding of JSON values, smaller and faster than JSON: a word of the shared list (coding.data.ts) takes one to
 * three bytes.
 *
 * The first byte of a value says what follows:
 * - 0–127: the word with this index
 * - 128–159: a list of 0 to 31 values
 * - 160–191: an object of 0 to 31 fields, each a key and a value
 * - 192–239: the number 0 to 47
 * - 240–249: one of `Tag`
 *
 * Example: `{"at": [1, "x"]}` is a1 02 82 c1 f5 01 78: object of 1 field, word 2 (`at`), list of 2, number 1, text of 1
 * byte, "x".
 */
import { WORDS } from './coding.data';

const WORD_END = 128;
const LIST = 128;
const FIELDS = 160;
const SMALL = 192;
const SMALL_END = 240;
/** Lists and objects with fewer entries have their length in the first byte. */
const SHORT = 32;

const Tag = {
  null: 240,
  false: 241,
  true: 242,
  /** A whole number (LEB128): seven bits a byte, lowest first; the high bit marks that another byte follows. */
  natural: 243,
  /** Any other number: IEEE 754 double, little-endian. */
  float: 244,
  /** Length in bytes (LEB128), then UTF-8. */
  text: 245,
  /** Index of the word minus 128 (LEB128). */
  word: 246,
  /** Number of entries (LEB128), then the entries. */
  list: 247,
  /** Number of fields (LEB128), then keys and values. */
  fields: 248,
  /** Length in bytes (LEB128), then a coded value that stays coded, see `Coded`. */
  coded: 249,
} as const;

/** A part of a value that is decoded only when read, so carrying it along costs little. */
export class Coded<Value> {
  /** One byte a character (latin1). A short string takes less memory than a buffer, which pins its pool. */
  readonly bytes: string;

  private constructor(bytes: string) {
    this.bytes = bytes;
  }

  static of<Value>(value: Value): Coded<Value> {
    return new Coded(encode(value).toString('latin1'));
  }

  /** From bytes that `of` made. */
  static written<Value>(bytes: string): Coded<Value> {
    return new Coded(bytes);
  }

  read(): Value {
    return decode<Value>(Buffer.from(this.bytes, 'latin1'));
  }
}

const wordIndexes = new Map(WORDS.map((word, index) => [word, index]));

class Writer {
  #bytes = Buffer.allocUnsafe(16 * 1024);
  #end = 0;

  /** Encodes `value`; the next call reuses the buffer. */
  run(value: unknown): Buffer {
    this.#end = 0;
    this.#value(value);
    return this.#bytes.subarray(0, this.#end);
  }

  #value(value: unknown): void {
    this.#reserve(10);
    if (typeof value === 'string') return this.#string(value);
    if (typeof value === 'number') return this.#number(value);
    if (value === true || value === false) return this.#byte(value ? Tag.true : Tag.false);
    if (value === null || value === undefined) return this.#byte(Tag.null);
    if (Array.isArray(value)) {
      this.#length(value.length, LIST, Tag.list);
      for (const entry of value) this.#value(entry);
      return;
    }
    if (value instanceof Coded) return this.#bytesOf(Tag.coded, value.bytes, value.bytes.length, 'latin1');
    return this.#fields(value as Record<string, unknown>);
  }

  #fields(value: Record<string, unknown>): void {
    const keys = Object.keys(value).filter((key) => value[key] !== undefined);
    this.#length(keys.length, FIELDS, Tag.fields);
    for (const key of keys) {
      this.#reserve(10);
      this.#string(key);
      this.#value(value[key]);
    }
  }

  #string(text: string): void {
    const index = wordIndexes.get(text);
    if (index === undefined) return this.#bytesOf(Tag.text, text, Buffer.byteLength(text), 'utf8');
    if (index < WORD_END) return this.#byte(index);
    this.#byte(Tag.word);
    this.#natural(index - WORD_END);
  }

  #number(number: number): void {
    if (!Number.isSafeInteger(number) || number < 0 || Object.is(number, -0)) {
      this.#byte(Tag.float);
      this.#end = this.#bytes.writeDoubleLE(number, this.#end);
    } else if (number < SMALL_END - SMALL) {
      this.#byte(SMALL + number);
    } else {
      this.#byte(Tag.natural);
      this.#natural(number);
    }
  }

  #bytesOf(tag: number, text: string, bytes: number, encoding: 'utf8' | 'latin1'): void {
    this.#reserve(bytes + 10);
    this.#byte(tag);
    this.#natural(bytes);
    this.#end += this.#bytes.write(text, this.#end, encoding);
  }

  #length(length: number, short: number, long: number): void {
    if (length < SHORT) return this.#byte(short + length);
    this.#byte(long);
    this.#natural(length);
  }

  #natural(natural: number): void {
    let rest = natural;
    while (rest > 0x7f) {
      this.#byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.#byte(rest);
  }

  #byte(byte: number): void {
    this.#bytes[this.#end++] = byte;
  }

  #reserve(bytes: number): void {
    if (this.#end + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#end + bytes));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  value(): unknown {
    const first = this.#byte();
    if (first < WORD_END) return WORDS[first];
    if (first < FIELDS) return this.#list(first - LIST);
    if (first < SMALL) return this.#fields(first - FIELDS);
    if (first < SMALL_END) return first - SMALL;
    switch (first) {
      case Tag.null:
        return null;
      case Tag.false:
        return false;
      case Tag.true:
        return true;
      case Tag.natural:
        return this.#natural();
      case Tag.float:
        this.#at += 8;
        return this.#bytes.readDoubleLE(this.#at - 8);
      case Tag.text:
        return this.#take('utf8');
      case Tag.word:
        return WORDS[WORD_END + this.#natural()];
      case Tag.list:
        return this.#list(this.#natural());
      case Tag.fields:
        return this.#fields(this.#natural());
      case Tag.coded:
        return Coded.written(this.#take('latin1'));
      default:
        throw new RangeError(`Nothing is written as ${first}`);
    }
  }

  #list(length: number): unknown[] {
    return Array.from({ length }, () => this.value());
  }

  #fields(length: number): Record<string, unknown> {
    const fields: Record<string, unknown> = {};
    for (let i = 0; i < length; i++) {
      const key = this.value() as string;
      // Assignment to __proto__ would set the prototype.
      if (key === '__proto__') Object.defineProperty(fields, key, { value: this.value(), ...OWN });
      else fields[key] = this.value();
    }
    return fields;
  }

  #take(encoding: 'utf8' | 'latin1'): string {
    const bytes = this.#natural();
    this.#at += bytes;
    return this.#bytes.toString(encoding, this.#at - bytes, this.#at);
  }

  #natural(): number {
    let natural = 0;
    for (let weight = 1; ; weight *= 0x80) {
      const byte = this.#byte();
      natural += (byte & 0x7f) * weight;
      if (byte < 0x80) return natural;
    }
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new RangeError('A coded value ends too early');
    return byte;
  }
}

const OWN = { enumerable: true, configurable: true, writable: true };

const writer = new Writer();

/** Encodes a value. As in JSON, undefined fields are left out, and undefined in a list becomes null. */
export const encode = (value: unknown): Buffer => Buffer.from(writer.run(value));

/**
 * Decodes the bytes of `encode`.
 * @throws RangeError for an unknown first byte, or bytes that end too early
 */
export const decode = <Value>(bytes: Buffer): Value => new Reader(bytes).value() as Value;
