import { createDictionary } from '../dictionary';

/** An example whose features are to be judged. */
export interface Counted {
  hashes: Int32Array;
  labels: readonly number[];
  share: number;
  balance: number;
  /** Number of its corpus line; the sentences of one line belong together. */
  source: number;
}

/** Where there are too many features, one of fewer corpus lines is left out, as it would be learnt by heart. */
const FEWEST_LINES = 3;
/** Weight of the topics' usual shares beside what was seen with a feature, so that rare features are not overrated. */
const USUAL = 2;

/**
 * Chooses the features that a model shall know: those that say the most about the topic, which is how often they occur times how far the topics
 * that they occur with are from the usual ones. The others are left out, as in a table of this size they would have to share rows with these.
 * @param topics number of topics
 * @returns the hashes, the best first; `limit` of them at most
 */
export function chooseFeatures(examples: readonly Counted[], topics: number, limit: number): Int32Array {
  const keys = findCommon(examples, limit);
  const scores = scoreFeatures(examples, keys, topics);
  const order = Int32Array.from(keys.keys()).sort((one, other) => scores[other]! - scores[one]! || one - other);
  return Int32Array.from(order.subarray(0, limit), (place) => keys[place]!);
}

/** Hashes of the features that occur in enough corpus lines, or of all if there are no more than `limit`, in the order of their first one. */
function findCommon(examples: readonly Counted[], limit: number): Int32Array {
  const lines = new Map<number, { count: number; last: number }>();
  for (const { hashes, source } of examples) {
    for (const hash of hashes) {
      const seen = lines.get(hash);
      if (seen === undefined) lines.set(hash, { count: 1, last: source });
      else if (seen.last !== source) {
        seen.count++;
        seen.last = source;
      }
    }
  }
  if (lines.size <= limit) return Int32Array.from(lines.keys());
  return Int32Array.from([...lines].flatMap(([hash, { count }]) => (count >= FEWEST_LINES ? [hash] : [])));
}

function scoreFeatures(examples: readonly Counted[], keys: Int32Array, topics: number): Float64Array {
  const { toRows } = createDictionary(keys);
  const usual = new Float64Array(topics);
  const together = new Float32Array(keys.length * topics);
  const totals = new Float64Array(keys.length);
  for (const { hashes, labels, share, balance } of examples) {
    const weight = share * balance;
    for (const label of labels) usual[label]! += weight / labels.length;
    const rows = hashes.slice();
    for (const row of new Set(rows.subarray(0, toRows(rows, rows.length)))) {
      totals[row]! += weight;
      for (const label of labels) together[row * topics + label]! += weight / labels.length;
    }
  }
  const all = usual.reduce((sum, amount) => sum + amount, 0);
  return totals.map((total, row) => {
    let distance = 0;
    for (let topic = 0; topic < topics; topic++) {
      const prior = usual[topic]! / all;
      if (prior === 0) continue;
      const share = (together[row * topics + topic]! + USUAL * prior) / (total + USUAL);
      distance += share * Math.log(share / prior);
    }
    return total * distance;
  });
}
