/** What is no name, for the extraction of names and for their validator, which both ask here. */
import { EMOJI_NAMES } from '../text/emojiNames';
import { simplify } from '../text/traditional';
import { explanationsIn } from './explanations';
import { NOT_NAMES } from './notNames.data';
import { hasSurname, isTranscribed, mayBeTranscribed } from './nameWords';
import { readsAsPhrase } from './phraseForms';

export { twoNamesIn } from './twoNames';

/** Names of emoji that somebody may be called as well. */
const ALSO_NAMES = /^(?:.|胜利|庆祝|玫瑰|月亮|太阳)$/u;

/** Whether a text, without punctuation and spaces, is a word that people answer instead of a name. */
export function isOtherWord(text: string): boolean {
  const reading = simplify(text);
  return NOT_NAMES.has(reading) || (EMOJI_NAMES.has(reading) && !ALSO_NAMES.test(reading));
}

/** Whether a text, without punctuation and spaces, is an everyday phrase by its form: 安静点, 连不上, 忙着. A name with a dot is none. */
export const isPhrase = (text: string): boolean => readsAsPhrase(simplify(text));

/** Whether a text does nothing but explain how a name is written: 茉莉的莉, 弓长张, 单名一个超. */
export function onlyExplains(text: string): boolean {
  const reading = simplify(text);
  let end = 0;
  for (const span of explanationsIn(reading)) {
    if (/[\p{L}\p{N}]/u.test(reading.slice(end, span.start))) return false;
    end = span.end;
  }
  return end > 0 && !/[\p{L}\p{N}]/u.test(reading.slice(end));
}

/** Whether a name begins with no surname that is known here and transcribes none either. It may be rare (还珠), or no name. */
export function isUnusualName(name: string): boolean {
  const reading = simplify(name);
  const foreign = reading.length > 3 ? mayBeTranscribed(reading) : isTranscribed(reading);
  return !name.includes('·') && !hasSurname(reading) && !foreign;
}
