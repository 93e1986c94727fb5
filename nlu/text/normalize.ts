import { foldWidth, stripEmoji, stripInvisible } from './text';
import { simplify } from './traditional';

/** Texts that `cleanText` leaves as they are. */
const PLAIN = /^[\n\x20-\x7e、。《》「」【】\u4e00-\u9fa5]*$/;
const UPPER_CASE = /[A-Z]/;
const HAS_EMOJI = /[^\0-\u2010\u2e80-\ud7ff]/;
const REPEATED_MARK = /([!?,.;:~、。…*\-_=+^])\1+/g;
const LONG_REPETITION = /(.)\1{3,}/gsu;
const UNEVEN_SPACE = /^\s|\s$|\s\s|[^\S ]/;

/** List marks (① ⑴ ⒈, keycaps). NFKC would turn them into digits of the number behind them. */
const LIST_MARK = /[\u2460-\u249b\u2776-\u2793]|\d\ufe0f?\u20e3/gu;

/** Text without invisible characters, in half width. Letter case and traditional characters stay. */
export const cleanText = (text: string): string =>
  PLAIN.test(text) ? text : foldWidth(stripInvisible(text.replace(LIST_MARK, '\n')));

/** The text that rules match: `clean` with simplified characters and lower-case ASCII. Positions are the same. */
export function plainText(clean: string): string {
  const simplified = simplify(clean);
  return UPPER_CASE.test(simplified) ? simplified.replace(/[A-Z]+/g, (run) => run.toLowerCase()) : simplified;
}

/**
 * The text that the classifier reads: NFKC, simplified, lower case, without emoji, one mark for a run of marks (？？？ → ?), at most three
 * of a repeated character, single spaces. It may alter names, so no value is taken from it.
 */
export function normalize(text: string): string {
  const plain = plainText(cleanText(text));
  const spoken = HAS_EMOJI.test(plain) ? stripEmoji(plain) : plain;
  const single = hasRepetition(spoken)
    ? spoken.replace(REPEATED_MARK, '$1').replace(LONG_REPETITION, '$1$1$1')
    : spoken;
  return UNEVEN_SPACE.test(single) ? single.replace(/\s+/g, ' ').trim() : single;
}

function hasRepetition(text: string): boolean {
  for (let at = 1; at < text.length; at++) if (text.charCodeAt(at) === text.charCodeAt(at - 1)) return true;
  return false;
}
