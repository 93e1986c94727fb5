/** A model of the language of our customers: how surprising a character is behind the two before it. */
import { placeOf } from './hashTable';
import type { HashTable } from './hashTable';

/** What was learnt. All costs are in steps of 1 / {@link STEPS_PER_NAT}. */
export interface LanguageData {
  /** By character code: the cost of a character, whatever stands before it; 255 for one that was never seen. */
  single: Uint8Array;
  /** By character code: the cost of a pair that was never seen behind it. */
  backFromOne: Uint8Array;
  /** By pair: its cost, the cost of a triple never seen behind it, and 1 where it is not doubted. */
  pairs: HashTable;
  /** By triple: its cost. */
  triples: HashTable;
}

/** Fineness of the costs: negative logarithms, rounded to these steps. */
export const STEPS_PER_NAT = 16;
/** One place for every UTF-16 code. */
export const CHARACTER_CODES = 1 << 16;
/** Cost of what was never seen. */
export const UNSEEN = 255;
/** The code of everything that is no Han character. */
export const BREAK = 1;

/** The language model. */
export interface Language {
  /** Whether a character occurs in the language. */
  has: (code: number) => boolean;
  /** Whether a character follows another, beyond doubt. */
  follows: (before: number, code: number) => boolean;
  /** Whether a character was seen behind another, be it by a typo. */
  saw: (before: number, code: number) => boolean;
  /** How surprising a character is behind two others, in steps. */
  cost: (first: number, second: number, code: number) => number;
}

/** The key of a pair: exact. */
export const pairKey = (before: number, code: number): number => (before << 16) | code;

/** The key of a triple; two share one about once in four billion. */
export function tripleKey(first: number, second: number, code: number): number {
  const hash = Math.imul(pairKey(second, code) ^ Math.imul(first, 0x9e3779b1), 0x85ebca6b);
  return (hash ^ (hash >>> 15)) | 1;
}

/** The code of a character for the language: itself if it is Han. */
export const codeAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return code >= 0x4e00 && code <= 0x9fff ? code : BREAK;
};

/** Makes the language model of what was learnt. */
export function createLanguage({ single, backFromOne, pairs, triples }: LanguageData): Language {
  const [pairCosts, backs, firm] = pairs.columns as [Uint8Array, Uint8Array, Uint8Array];
  const [tripleCosts] = triples.columns as [Uint8Array];
  const placeOfPair = (before: number, code: number): number => placeOf(pairs.keys, pairKey(before, code));

  return {
    has: (code) => single[code] !== UNSEEN,
    follows: (before, code) => firm[placeOfPair(before, code)] === 1,
    saw: (before, code) => pairs.keys[placeOfPair(before, code)] !== 0,
    cost: (first, second, code) => {
      const triple = placeOf(triples.keys, tripleKey(first, second, code));
      if (triples.keys[triple] !== 0) return tripleCosts[triple]!;
      const context = placeOfPair(first, second);
      const back = pairs.keys[context] === 0 ? 0 : backs[context]!;
      const pair = placeOfPair(second, code);
      return back + (pairs.keys[pair] === 0 ? backFromOne[second]! + single[code]! : pairCosts[pair]!);
    },
  };
}
