/** Which characters are read alike, and which letters are pinyin. */
import { READINGS } from './readings.data';

/** The characters of each syllable; ü is v. */
const charactersOf = new Map<string, string>(
  READINGS.trim()
    .split('\n')
    .map((line) => line.trim().split(' ') as [string, string]),
);

/** Other spellings of syllables. */
const SPELLED: readonly (readonly [typed: string, syllable: string])[] = [
  ['lu', 'lv'],
  ['nu', 'nv'],
  ['lue', 'lve'],
  ['nue', 'nve'],
];
for (const [typed, syllable] of SPELLED)
  charactersOf.set(typed, (charactersOf.get(typed) ?? '') + (charactersOf.get(syllable) ?? ''));

/** No syllable has more letters. */
export const LONGEST_SYLLABLE = 6;

/** Codes of the characters of each syllable that `isKnown`. */
export function charactersBySyllable(isKnown: (code: number) => boolean): ReadonlyMap<string, Uint16Array> {
  const known = new Map<string, Uint16Array>();
  for (const [syllable, characters] of charactersOf) {
    const codes = Uint16Array.from(characters, (character) => character.charCodeAt(0)).filter(isKnown);
    if (codes.length > 0) known.set(syllable, codes);
  }
  return known;
}

/** The characters of the syllables of each character. */
const companions = new Map<number, string>();
for (const characters of charactersOf.values())
  for (const character of characters) {
    const code = character.charCodeAt(0);
    companions.set(code, (companions.get(code) ?? '') + characters);
  }

/** Makes the function that gives the codes of the characters that `isKnown` and are read like another. */
export function createHomophones(isKnown: (code: number) => boolean): (code: number) => readonly number[] {
  const found = new Map<number, readonly number[]>();
  return (code) => {
    const known = found.get(code);
    if (known) return known;
    const codes = Array.from(companions.get(code) ?? '', (character) => character.charCodeAt(0));
    const alike = [...new Set(codes)].filter((other) => other !== code && isKnown(other));
    found.set(code, alike);
    return alike;
  };
}

/** Whether letters are whole syllables. */
export function isPinyin(letters: string): boolean {
  const reached = new Uint8Array(letters.length + 1);
  reached[0] = 1;
  for (let from = 0; from < letters.length; from++) {
    if (reached[from] === 0) continue;
    for (let to = from + 1; to <= Math.min(letters.length, from + LONGEST_SYLLABLE); to++)
      if (charactersOf.has(letters.slice(from, to))) reached[to] = 1;
  }
  return reached[letters.length] === 1;
}
