import { createAdder, quantise } from '../../../nlu/model/table';

const TOPICS = 5;
const ROWS = 400;
/** Weights of both signs; each topic reaches its own peak. */
const weights = Float32Array.from({ length: ROWS * TOPICS }, (_, cell) => Math.sin(cell * 7.3) * (1 + (cell % TOPICS)));

describe('the table of weights', () => {
  const { table, scales } = quantise(weights, TOPICS);
  const addUp = createAdder(table, TOPICS);
  const expected = (rows: readonly number[], topic: number): number =>
    rows.reduce((sum, row) => sum + Math.round((weights[row * TOPICS + topic] ?? 0) / (scales[topic] ?? 1)), 0);

  test.each([
    ['no row', []],
    ['one row', [3]],
    ['rows in fours and some more, one of them twice', [0, 7, 7, 399, 12, 5, 88]],
    ['more rows than 16 bits can hold at once', Array.from({ length: 1000 }, (_, nth) => (nth * 37) % ROWS)],
  ])('adds up %s exactly', (_, rows) => {
    const totals = addUp(Int32Array.from(rows), rows.length);
    for (let topic = 0; topic < TOPICS; topic++) expect(totals[topic]).toBe(expected(rows, topic));
  });

  test('adds up a table that does not begin at a whole word of its memory', () => {
    const shifted = new Uint8Array(table.length + 1).subarray(1);
    shifted.set(table);
    expect([...createAdder(shifted, TOPICS)(Int32Array.of(4, 9), 2)]).toEqual([...addUp(Int32Array.of(4, 9), 2)]);
  });

  test('keeps each weight to within half a step of its topic', () => {
    for (const row of [0, 1, 200, 399]) {
      const totals = addUp(Int32Array.of(row), 1);
      for (let topic = 0; topic < TOPICS; topic++) {
        const scale = scales[topic] ?? 0;
        expect(Math.abs((totals[topic] ?? 0) * scale - (weights[row * TOPICS + topic] ?? 0))).toBeLessThanOrEqual(
          scale * 0.5001,
        );
      }
    }
  });
});
