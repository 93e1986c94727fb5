/** The features that a model knows, by the hash of each. */
export interface Dictionary {
  /** Number of features. */
  size: number;
  /** Replaces the first `length` hashes by the rows of those that are known, at the front of the array; returns how many these are. */
  toRows: (hashes: Int32Array, length: number) => number;
}

/** Makes a dictionary; the row of a feature is the place of its hash in `keys`. Open addressing, at most half full. */
export function createDictionary(keys: Int32Array): Dictionary {
  let capacity = 4;
  while (capacity < 2 * keys.length) capacity *= 2;
  const last = capacity - 1;
  /** A hash and its row plus one, by turns; 0 marks an empty place. */
  const places = new Int32Array(2 * capacity);
  for (let row = 0; row < keys.length; row++) {
    let place = keys[row]! & last;
    while (places[2 * place + 1] !== 0) place = (place + 1) & last;
    places[2 * place] = keys[row]!;
    places[2 * place + 1] = row + 1;
  }
  return {
    size: keys.length,
    toRows: (hashes, length) => {
      let known = 0;
      for (let at = 0; at < length; at++) {
        const hash = hashes[at]!;
        let place = hash & last;
        while (places[2 * place + 1] !== 0 && places[2 * place] !== hash) place = (place + 1) & last;
        const row = places[2 * place + 1]!;
        if (row !== 0) hashes[known++] = row - 1;
      }
      return known;
    },
  };
}
