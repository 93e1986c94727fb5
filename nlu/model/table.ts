/**
 * The table of weights, as `model.bin` holds it: a row per feature, a byte per topic, which is the weight plus 128; a row is filled up with
 * 128 to a multiple of four bytes.
 */
const ZERO = 128;
const BYTES_PER_WORD = 4;
/** The first and third byte of a word, each with room for a sum of 16 bits. */
const HALVES = 0x00ff00ff;
/** So many bytes add up within 16 bits. */
const ROWS_AT_ONCE = 256;

/** Bytes of a row. */
export const rowBytes = (topics: number): number => Math.ceil(topics / BYTES_PER_WORD) * BYTES_PER_WORD;

/** Rounds the weights of each topic to -127..127 steps of a scale of its own. @param weights rows of one weight per topic */
export function quantise(weights: Float32Array, topics: number): { table: Uint8Array; scales: number[] } {
  const highest = new Float64Array(topics).fill(1e-9);
  for (let cell = 0; cell < weights.length; cell++) {
    const size = Math.abs(weights[cell]!);
    if (size > highest[cell % topics]!) highest[cell % topics] = size;
  }
  const scales = Array.from(highest, (peak) => peak / 127);
  const width = rowBytes(topics);
  const rows = weights.length / topics;
  const table = new Uint8Array(rows * width).fill(ZERO);
  for (let row = 0; row < rows; row++)
    for (let topic = 0; topic < topics; topic++)
      table[row * width + topic] = ZERO + Math.round(weights[row * topics + topic]! / scales[topic]!);
  return { table, scales };
}

/** Makes the function that adds up rows of a table: one sum per topic, in an array that is reused. */
export function createAdder(table: Uint8Array, topics: number): (rows: Int32Array, length: number) => Int32Array {
  const width = rowBytes(topics) / BYTES_PER_WORD;
  const aligned = table.byteOffset % BYTES_PER_WORD === 0 ? table : table.slice();
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length / BYTES_PER_WORD);
  const even = new Int32Array(width);
  const odd = new Int32Array(width);
  const totals = new Int32Array(width * BYTES_PER_WORD);

  return (rows, length) => {
    totals.fill(-ZERO * length);
    for (let from = 0; from < length; from += ROWS_AT_ONCE) {
      even.fill(0);
      odd.fill(0);
      addRows(words, even, odd, rows, from, Math.min(length, from + ROWS_AT_ONCE));
      for (let at = 0; at < width; at++) {
        totals[4 * at]! += even[at]! & 0xffff;
        totals[4 * at + 1]! += odd[at]! & 0xffff;
        totals[4 * at + 2]! += even[at]! >>> 16;
        totals[4 * at + 3]! += odd[at]! >>> 16;
      }
    }
    return totals;
  };
}

/**
 * Adds rows to the sums of their even and odd bytes, two bytes by one addition. Eight rows at a time come from memory side by side, which is
 * what takes the time here.
 */
function addRows(
  words: Int32Array,
  even: Int32Array,
  odd: Int32Array,
  rows: Int32Array,
  from: number,
  to: number,
): void {
  const width = even.length;
  let nth = from;
  for (; nth + 7 < to; nth += 8) {
    const first = rows[nth]! * width;
    const second = rows[nth + 1]! * width;
    const third = rows[nth + 2]! * width;
    const fourth = rows[nth + 3]! * width;
    const fifth = rows[nth + 4]! * width;
    const sixth = rows[nth + 5]! * width;
    const seventh = rows[nth + 6]! * width;
    const eighth = rows[nth + 7]! * width;
    for (let at = 0; at < width; at++) {
      const a = words[first + at]!;
      const b = words[second + at]!;
      const c = words[third + at]!;
      const d = words[fourth + at]!;
      const e = words[fifth + at]!;
      const f = words[sixth + at]!;
      const g = words[seventh + at]!;
      const h = words[eighth + at]!;
      even[at] =
        (even[at]! + evenOf(a) + evenOf(b) + evenOf(c) + evenOf(d) + evenOf(e) + evenOf(f) + evenOf(g) + evenOf(h)) | 0;
      odd[at] = (odd[at]! + oddOf(a) + oddOf(b) + oddOf(c) + oddOf(d) + oddOf(e) + oddOf(f) + oddOf(g) + oddOf(h)) | 0;
    }
  }
  for (; nth < to; nth++) {
    const start = rows[nth]! * width;
    for (let at = 0; at < width; at++) {
      const word = words[start + at]!;
      even[at] = (even[at]! + evenOf(word)) | 0;
      odd[at] = (odd[at]! + oddOf(word)) | 0;
    }
  }
}

const evenOf = (word: number): number => word & HALVES;
const oddOf = (word: number): number => (word >>> 8) & HALVES;
