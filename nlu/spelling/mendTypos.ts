/** Mends characters typed for others that are read alike (申素 → 申诉), where the language has no such pair and gains much. */
import { BREAK, codeAt, STEPS_PER_NAT } from './language';
import type { Language } from './language';
import { homophones } from './readings';

/** What a replaced character has to gain, in nats: less in a pair that was seen, but as a rare typo; more within a word of general Chinese. */
const LEAST_GAIN = { unseen: 7.5, seen: 4.2, unseenWord: 17, seenWord: 7.2 } as const;
/** Longer texts are not looked through. */
const LONGEST = 400;

const NONE = new Uint16Array();
/** Never taken for another: negations, and particles that make a question. */
const FIXED = new Set(Array.from('不没无未别勿非否吗嘛么呢吧呀啊', (character) => character.charCodeAt(0)));
/** Consent is read from what was typed. */
const CONSENT = /(?<!不)同意/u;

interface Replacement {
  first: number;
  second: number;
  gain: number;
}

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** Whether the character at a place is part of a longer word of general Chinese. The words are found when first asked for. */
function createWordCheck(text: string): (at: number) => boolean {
  let segments: Intl.Segments | undefined;
  return (at) => ((segments ??= WORDS.segment(text)).containing(at)?.segment.length ?? 1) > 1;
}

/** Builds the mender. Text of which all pairs are known comes back as it is. */
export function createTypoMender(language: Language): (text: string) => string {
  const alike = homophones(language.has);
  const likeOf = (code: number): Uint16Array => (FIXED.has(code) ? NONE : (alike.get(code) ?? NONE));

  /** A clause may begin and end with any word. */
  const joins = (before: number, code: number): boolean =>
    before === BREAK || code === BREAK || language.follows(before, code);

  /** Where the next unknown pair begins; -1 for none. */
  const nextUnknown = (codes: Uint16Array, from: number): number => {
    for (let at = Math.max(1, from); at + 2 < codes.length; at++) {
      const [before, code] = [codes[at]!, codes[at + 1]!];
      if (before !== BREAK && code !== BREAK && !language.follows(before, code)) return at;
    }
    return -1;
  };

  const costOf = (codes: Uint16Array, from: number, to: number): number => {
    let cost = 0;
    for (let at = Math.max(2, from); at <= Math.min(codes.length - 1, to); at++)
      if (codes[at] !== BREAK || codes[at - 1] !== BREAK)
        cost += language.cost(codes[at - 2]!, codes[at - 1]!, codes[at]!);
    return cost;
  };

  /** The best replacement of one or both characters of the pair at `at`, and what it gains; undefined for none. */
  const better = (codes: Uint16Array, at: number): Replacement | undefined => {
    const [before, one, other, after] = [codes[at - 1]!, codes[at]!, codes[at + 1]!, codes[at + 2] ?? BREAK];
    const typed = costOf(codes, at, at + 3);
    let best: Replacement | undefined;
    const attempt = (first: number, second: number): void => {
      codes[at] = first;
      codes[at + 1] = second;
      const gain = typed - costOf(codes, at, at + 3);
      if (!best || gain > best.gain) best = { first, second, gain };
    };
    const firsts = likeOf(one).filter((code) => joins(before, code));
    const seconds = likeOf(other).filter((code) => joins(code, after));
    for (const first of firsts) if (language.follows(first, other)) attempt(first, other);
    for (const second of seconds) if (language.follows(one, second)) attempt(one, second);
    if (!best)
      for (const first of firsts)
        for (const second of seconds) if (language.follows(first, second)) attempt(first, second);
    [codes[at], codes[at + 1]] = [one, other];
    return best;
  };

  /** Mends the pair at `at`, if that gains enough; whether it did. */
  const mendPair = (codes: Uint16Array, at: number, isInWord: (at: number) => boolean): boolean => {
    const [one, other] = [codes[at]!, codes[at + 1]!];
    const found = better(codes, at);
    if (!found) return false;
    const { first, second, gain } = found;
    const count = (first === one ? 0 : 1) + (second === other ? 0 : 1);
    const inWord = (first !== one && isInWord(at)) || (second !== other && isInWord(at + 1));
    if (gain < count * leastGain(language.saw(one, other), inWord)) return false;
    [codes[at], codes[at + 1]] = [first, second];
    return true;
  };

  return (text) => {
    if (text.length > LONGEST || allKnown(text, language)) return text;
    // Breaks at both ends.
    const codes = Uint16Array.from({ length: text.length + 3 }, (_, at) => codeAt(text, at - 2));
    const isInWord = createWordCheck(text);
    let changed = false;
    for (let at = nextUnknown(codes, 1); at >= 0; at = nextUnknown(codes, at + 1))
      if (mendPair(codes, at, (place) => isInWord(place - 2))) changed = true;
    if (!changed) return text;
    const mended = textOf(text, codes);
    return CONSENT.test(mended) && !CONSENT.test(text) ? text : mended;
  };
}

function leastGain(seen: boolean, inWord: boolean): number {
  const { unseen, seen: rare, unseenWord, seenWord } = LEAST_GAIN;
  return STEPS_PER_NAT * (inWord ? (seen ? seenWord : unseenWord) : seen ? rare : unseen);
}

function allKnown(text: string, language: Language): boolean {
  let before = BREAK;
  for (let at = 0; at < text.length; at++) {
    const code = codeAt(text, at);
    if (before !== BREAK && code !== BREAK && !language.follows(before, code)) return false;
    before = code;
  }
  return true;
}

function textOf(text: string, codes: Uint16Array): string {
  let mended = '';
  for (let at = 0; at < text.length; at++) {
    const code = codes[at + 2]!;
    mended += code === BREAK ? text.charAt(at) : String.fromCharCode(code);
  }
  return mended;
}
