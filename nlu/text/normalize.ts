import { closeHan, foldWidth, hasDoubled, stripEmoji, stripInvisible, stripPlaceholders } from './text';
import { simplify } from './traditional';

/** Texts that `cleanText` leaves as they are. */
const PLAIN = /^[\n\x20-\x7e、。《》「」【】\u4e00-\u9fa5]*$/;
/** Texts of which `cleanText` only folds the width of marks. */
const WIDE_MARKS = /^[\n\x20-\x7e、。《》「」【】\u4e00-\u9fa5，？！：；（）～“”‘’…—]*$/;
const UPPER_CASE = /[A-Z]/;
const HAS_EMOJI = /[^\0-\u2010\u2e80-\ud7ff]/;
const REPEATED_MARK = /([!?,.;:~、。…*\-_=+^])\1+/g;
const LONG_REPETITION = /(.)\1{3,}/gsu;
const UNEVEN_SPACE = /^\s|\s$|\s\s|[^\S ]/;

/** List marks (① ⑴ ⒈, keycaps). NFKC would turn them into digits of the number behind them. */
const LIST_MARK = /[\u2460-\u249b\u2776-\u2793]|\d\ufe0f?\u20e3/gu;

/** Fractions and raised digits (½ ²). NFKC would turn them into digits of the number before them. */
const NO_FRACTION = /[^\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u215f\u2189]+/gu;

/** Marks that may begin the placeholder of an emoji. */
const MAY_HOLD_PLACEHOLDER = /[[【/]/;

/** Text without invisible characters and placeholders of emoji, in half width. Letter case and traditional characters stay. */
export function cleanText(text: string): string {
  const clean = PLAIN.test(text) ? text : WIDE_MARKS.test(text) ? foldWidth(text) : foldOther(text);
  return MAY_HOLD_PLACEHOLDER.test(clean) ? stripPlaceholders(clean) : clean;
}

const foldOther = (text: string): string =>
  stripInvisible(text.replace(LIST_MARK, '\n')).replace(NO_FRACTION, foldWidth);

/** The text that rules match: `clean` with simplified characters and lower-case ASCII. Positions are the same. */
export function plainText(clean: string): string {
  const simplified = simplify(clean);
  return UPPER_CASE.test(simplified) ? simplified.replace(/[A-Z]+/g, (run) => run.toLowerCase()) : simplified;
}

/**
 * The text that the classifier reads: NFKC, simplified, lower case, without emoji, one mark for a run of marks (？？？ → ?), at most three
 * of a repeated character, single spaces and none between single Han characters. It may alter names, so no value is taken from it.
 */
export function normalize(text: string): string {
  const plain = plainText(cleanText(text));
  const spoken = HAS_EMOJI.test(plain) ? stripEmoji(plain) : plain;
  const single = hasDoubled(spoken) ? spoken.replace(REPEATED_MARK, '$1').replace(LONG_REPETITION, '$1$1$1') : spoken;
  const even = UNEVEN_SPACE.test(single) ? single.replace(/\s+/g, ' ').trim() : single;
  return even.includes(' ') ? closeHan(even) : even;
}
