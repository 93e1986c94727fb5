/** Puts right how a message is spelled, for the rules and the classifier. Values are taken from what was typed, never from this. */
import { rememberLatest } from '../text/rememberLatest';
import { createPinyinDecoder } from './decodePinyin';
import { createLanguage } from './language';
import type { LanguageData } from './language';
import { createTypoMender } from './mendTypos';

/** Both take a folded or normalised text, and give it back as it is where nothing is to be put right. */
export interface Spelling {
  /** Writes toneless pinyin in characters. */
  decode: (text: string) => string;
  /** The same, and mends characters typed for others that are read alike. */
  mend: (text: string) => string;
}

/** So many texts are remembered: the clauses of about two messages. */
const REMEMBERED = 16;

/** Makes the speller of what was learnt of the language. */
export function createSpelling(data: LanguageData): Spelling {
  const language = createLanguage(data);
  const decode = createPinyinDecoder(language);
  const mendTypos = createTypoMender(language);
  return { decode, mend: rememberLatest(REMEMBERED, (text) => mendTypos(decode(text))) };
}

/** Leaves every text as it is. */
export const AS_TYPED: Spelling = { decode: (text) => text, mend: (text) => text };
