/** Mends characters typed for others that are read alike (申素 → 申诉), where the language doubts a pair and gains much by another. */
import { BREAK, codeAt, STEPS_PER_NAT } from './language';
import type { Language } from './language';
import { createHomophones } from './readings';
import { createWordCheck } from './wordCheck';

/** What a replacement has to gain, in nats: less in a pair that was seen, but as a rare typo; more within a word of general Chinese. */
const LEAST_GAIN = { unseen: 7.5, seen: 4.2, unseenWord: 17, seenWord: 7.2 } as const;
/** Longer texts are not looked through. */
const LONGEST = 400;
/** Never taken for another: negations, particles, words of dialects, and who is meant. */
const FIXED = new Set(
  Array.from('不没无未别勿非否冇吗嘛么呢吧呀啊哦噢啦咯嘞咧呗哩噻滴捏哈哟喔诶哇咋啥俺咱恁侬儿中他她它', (character) =>
    character.charCodeAt(0),
  ),
);
/** Consent is read from what was typed. */
const CONSENT = /(?<!不)同意/u;

/** A character in the place of another. */
interface Replacement {
  at: number;
  code: number;
  gain: number;
}

/** Builds the mender. Text of which no pair is doubted comes back as it is. */
export function createTypoMender(language: Language): (text: string) => string {
  const homophonesOf = createHomophones(language.has);

  /** A clause may begin and end with any character. */
  const joins = (before: number, code: number): boolean =>
    before === BREAK || code === BREAK || language.follows(before, code);

  /** Where the next doubted pair begins; -1 for none. */
  const nextDoubted = (text: string, from: number): number => {
    let before = codeAt(text, from);
    for (let at = from; at + 1 < text.length; at++) {
      const code = codeAt(text, at + 1);
      if (!joins(before, code)) return at;
      before = code;
    }
    return -1;
  };

  /** What the language says of a character, and of the two behind it that stand beside it. */
  const costOf = (text: string, at: number, code: number): number => {
    const [first, second] = [codeAt(text, at - 2), codeAt(text, at - 1)];
    const [third, fourth] = [codeAt(text, at + 1), codeAt(text, at + 2)];
    const cost = language.cost(first, second, code) + language.cost(second, code, third);
    return third === BREAK ? cost : cost + language.cost(code, third, fourth);
  };

  /** The better of `best` and the replacements of one character. */
  const better = (text: string, at: number, best: Replacement | undefined): Replacement | undefined => {
    const typed = text.charCodeAt(at);
    // What announces a value (她叫@) means what it says.
    if (FIXED.has(typed) || text[at + 1] === '@') return best;
    const [before, after] = [codeAt(text, at - 1), codeAt(text, at + 1)];
    let found = best;
    let typedCost = -1;
    for (const code of homophonesOf(typed)) {
      if (!joins(before, code) || !joins(code, after)) continue;
      if (typedCost < 0) typedCost = costOf(text, at, typed);
      const gain = typedCost - costOf(text, at, code);
      if (!found || gain > found.gain) found = { at, code, gain };
    }
    return found;
  };

  return (text) => {
    let at = text.length > LONGEST ? -1 : nextDoubted(text, 0);
    if (at < 0) return text;
    const isInWord = createWordCheck(text);
    let mended = text;
    for (; at >= 0; at = nextDoubted(mended, at + 1)) {
      const found = better(mended, at + 1, better(mended, at, undefined));
      if (!found) continue;
      const seen = language.saw(codeAt(mended, at), codeAt(mended, at + 1));
      if (found.gain < leastGain(seen, false) || found.gain < leastGain(seen, isInWord(found.at))) continue;
      mended = mended.slice(0, found.at) + String.fromCharCode(found.code) + mended.slice(found.at + 1);
    }
    return CONSENT.test(mended) && !CONSENT.test(text) ? text : mended;
  };
}

function leastGain(seen: boolean, inWord: boolean): number {
  const { unseen, seen: rare, unseenWord, seenWord } = LEAST_GAIN;
  return STEPS_PER_NAT * (inWord ? (seen ? seenWord : unseenWord) : seen ? rare : unseen);
}
