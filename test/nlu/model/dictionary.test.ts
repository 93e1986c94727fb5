import fc from 'fast-check';
import { createDictionary } from '../../../nlu/model/dictionary';

describe('a dictionary of features', () => {
  test('puts the rows of known features first, in their order, and says how many there are', () => {
    const dictionary = createDictionary(Int32Array.of(7, -3, 0));
    const hashes = Int32Array.of(0, 5, 7, 7, 12, -3);
    expect(dictionary.toRows(hashes, 5)).toBe(3);
    expect([...hashes.subarray(0, 3)]).toEqual([2, 0, 0]);
    expect(dictionary.size).toBe(3);
  });

  test('finds each of any features, and no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { maxLength: 50 }), fc.integer(), (keys, other) => {
        const { toRows } = createDictionary(Int32Array.from(keys));
        const hashes = Int32Array.from(keys);
        expect(toRows(hashes, keys.length)).toBe(keys.length);
        expect([...hashes]).toEqual([...keys.keys()]);
        expect(toRows(Int32Array.of(other), 1)).toBe(keys.includes(other) ? 1 : 0);
      }),
    );
  });
});
