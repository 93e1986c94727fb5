import { Trie } from 'natural/lib/natural/trie';
import { CONCEPTS, PRODUCT_NAMES, RIVAL_NAMES } from '../words/concepts';

/** Version of the feature extraction. A model of another version is refused. Raise it when a text would give other features. */
export const FEATURES_VERSION = 6;

const PRODUCT = '₱';
const RIVAL = '₹';
const AMOUNT = '#';
const MAX_CHARS = 80;
const MAX_CONCEPTS = 24;
/** Characters of which pairs are made. */
const MAX_PAIRED = 24;

/** Seeds that keep the hashes of different kinds of feature apart. */
const KIND = {
  gram: 0x1000,
  skip: 0x2000,
  concept: 0x3000,
  pair: 0x4000,
  adjacent: 0x5000,
  triple: 0x6000,
  edge: 0x7000,
  length: 0x8000,
  together: 0x9000,
} as const;

/** Two neighbouring characters as one number. */
const beginningOf = (text: string, at: number): number => (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);

/** All concept words. */
const words = new Trie(true);
const conceptOfWord = new Map<string, number>();
/** By character code: 1 where a word of several characters may begin; saves most look-ups. */
const beginsWord = new Uint8Array(1 << 16);
/** By character code: the concept of the word that is this character; 0 for none. */
const conceptOfCharacter = new Uint16Array(1 << 16);
Object.values(CONCEPTS).forEach((list, index) => {
  for (const word of list.split(' ')) {
    words.addString(word);
    if (!conceptOfWord.has(word)) conceptOfWord.set(word, index + 1);
    if (word.length > 1) beginsWord[word.charCodeAt(0)] = 1;
    else conceptOfCharacter[word.charCodeAt(0)] = conceptOfWord.get(word)!;
  }
});
/** By two characters: the words that begin with them, the longest first. */
const wordsByBeginning = new Map<number, readonly string[]>();
for (const word of conceptOfWord.keys())
  if (word.length > 1)
    wordsByBeginning.set(
      beginningOf(word, 0),
      words.keysWithPrefix(word.slice(0, 2)).sort((a, b) => b.length - a.length),
    );

/** Replaces the product's names by one sign, its rivals' by another, numbers by a third, and anything between words by one space. */
export function foldForFeatures(normalized: string): string {
  return normalized
    .slice(0, MAX_CHARS)
    .replace(PRODUCT_NAMES, PRODUCT)
    .replace(RIVAL_NAMES, RIVAL)
    .replace(/[\d*]+(?:\.\d+)?/g, AMOUNT)
    .replace(/[^\p{L}₱₹#]+/gu, ' ')
    .trim();
}

/** Numbers of the concepts in a text, in order. */
export function findConcepts(folded: string): number[] {
  const found: number[] = [];
  let at = 0;
  while (at < folded.length && found.length < MAX_CONCEPTS) {
    const word = longestWordAt(folded, at);
    const concept = word === undefined ? conceptOfCharacter[folded.charCodeAt(at)]! : conceptOfWord.get(word)!;
    if (concept !== 0) found.push(concept);
    at += word?.length ?? 1;
  }
  return found;
}

/** The longest word of several characters that begins at a place. */
function longestWordAt(text: string, at: number): string | undefined {
  if (beginsWord[text.charCodeAt(at)] === 0) return undefined;
  return wordsByBeginning.get(beginningOf(text, at))?.find((word) => text.startsWith(word, at));
}

/** The hashes of a text's features, in a shared array: valid until the next call of `readFeatures`. Only the first `length` count. */
export interface Features {
  hashes: Int32Array;
  length: number;
}

/** More than a text of MAX_CHARS characters and MAX_CONCEPTS concepts can have. */
export const MAX_FEATURES = 2048;
/** Reused for every text. */
const features: Features = { hashes: new Int32Array(MAX_FEATURES), length: 0 };

function add(hash: number): void {
  features.hashes[features.length++] = hash;
}

/** Features of a text: character 1- to 4-grams, skip-grams, pairs of characters, concepts and their combinations, and the length. */
export function readFeatures(normalized: string): Features {
  const folded = foldForFeatures(normalized);
  features.length = 0;
  addGrams(`^${folded}$`);
  addPairs(folded);
  addConcepts(findConcepts(folded));
  add(hashOf(KIND.length, Math.min(12, folded.length >> 2), 0));
  return features;
}

/** Every feature counts the same, and those of a text together have length 1. @param count number of those that the model knows */
export const valueOf = (count: number): number => 1 / Math.sqrt(Math.max(1, count));

/** A copy of the hashes, for training. */
export function extractHashes(normalized: string): Int32Array {
  const { hashes, length } = readFeatures(normalized);
  return hashes.slice(0, length);
}

function addGrams(text: string): void {
  for (let at = 0; at < text.length; at++) {
    const first = text.charCodeAt(at);
    const second = text.charCodeAt(at + 1);
    const third = text.charCodeAt(at + 2);
    const fourth = text.charCodeAt(at + 3);
    add(hashOf(KIND.gram, first, 0));
    if (at + 1 < text.length) add(hashOf(KIND.gram, first, second));
    if (at + 2 < text.length) {
      add(hashOf(KIND.gram, first, second, third));
      add(hashOf(KIND.skip, first, third));
    }
    if (at + 3 < text.length) add(hashOf(KIND.gram, first, second, third, fourth));
  }
}

/** Pairs of characters, whatever stands between them and whichever comes first: 额 and 降 in 额度怎么又被降了. */
function addPairs(text: string): void {
  const end = Math.min(text.length, MAX_PAIRED);
  for (let at = 0; at < end; at++) {
    const one = text.charCodeAt(at);
    if (text.indexOf(text[at]!) < at) continue;
    for (let later = at + 1; later < end; later++) {
      const other = text.charCodeAt(later);
      if (one !== other) add(hashOf(KIND.together, Math.min(one, other), Math.max(one, other)));
    }
  }
}

function addConcepts(concepts: readonly number[]): void {
  const last = concepts.length - 1;
  concepts.forEach((concept, at) => {
    add(hashOf(KIND.concept, concept, 0));
    for (let later = at + 1; later <= last; later++) add(hashOf(KIND.pair, concept, concepts[later]!));
    if (at < last) add(hashOf(KIND.adjacent, concept, concepts[at + 1]!));
    if (at + 1 < last) add(hashOf(KIND.triple, concept, concepts[at + 1]!, concepts[at + 2]));
  });
  add(hashOf(KIND.edge, concepts[0] ?? 0, 1));
  add(hashOf(KIND.edge, concepts[last] ?? 0, 2));
}

/** A multiplicative hash with a final avalanche, in 32-bit integers. */
function hashOf(kind: number, a: number, b: number, c = 0, d = 0): number {
  let hash = Math.imul(kind ^ 0x9e3779b1, 0x85ebca6b) ^ a;
  hash = Math.imul(hash, 0xc2b2ae35) ^ b;
  hash = Math.imul(hash ^ (hash >>> 15), 0x27d4eb2f) ^ c;
  hash = Math.imul(hash ^ (hash >>> 13), 0x165667b1) ^ d;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) | 0;
}
