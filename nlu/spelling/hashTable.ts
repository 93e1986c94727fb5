/** A table of bytes by whole numbers, as it lies in a file: open addressing, at most half full. */
export interface HashTable {
  /** 0 marks an empty place. */
  keys: Int32Array;
  /** A column of values each. */
  columns: readonly Uint8Array[];
}

/** Makes a table. @param rows keys, none of them 0, with a value for each column */
export function makeTable(rows: ReadonlyMap<number, readonly number[]>, columns: number): HashTable {
  let capacity = 4;
  while (capacity < 2 * rows.size) capacity *= 2;
  const table = {
    keys: new Int32Array(capacity),
    columns: Array.from({ length: columns }, () => new Uint8Array(capacity)),
  };
  for (const [key, values] of rows) {
    const place = placeOf(table.keys, key);
    table.keys[place] = key;
    values.forEach((value, column) => (table.columns[column]![place] = value));
  }
  return table;
}

/** The place of a key, or the empty place where it would be. */
export function placeOf(keys: Int32Array, key: number): number {
  const last = keys.length - 1;
  const hash = Math.imul(key, 0x9e3779b1);
  let place = (hash ^ (hash >>> 15)) & last;
  while (keys[place] !== 0 && keys[place] !== key) place = (place + 1) & last;
  return place;
}
