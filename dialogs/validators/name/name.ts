import { codePointLength, removeSpaces } from '../../../nlu/text/text';
import { isOtherWord, onlyExplains, twoNamesIn } from '../../../nlu/words/notNames';
import { hasDot, nameCore, normalizeName, spacedParts, withOneKindOfDot } from './nameText';
import { isNotAName } from './notNames';
import { isCompoundSurname, isShortName, withoutTitle } from './shortNames';
import { MAX_RAW_LENGTH, type Confirm, type Invalid, type Valid } from '../types';

/** Reasons for refusing a name; each has a message `invalid.name.<reason>`. */
export const NAME_INVALID_REASONS = [
  'empty',
  'masked',
  'not_a_name',
  'incomplete_name', // 张先生, 姓王, or only how a character is written: 茉莉的莉
  'two_names', // 王强和李梅: an application is one person's
  'digits',
  'latin',
  'charset',
  'too_long',
] as const;
/** Reasons for asking whether a name is right. */
export const NAME_CONFIRM_REASONS = [
  'single_char',
  'surname_only',
  'separator',
  'long_without_dot',
  'long',
  'private_use',
] as const;

/** Why a name is invalid. */
export type NameInvalidReason = (typeof NAME_INVALID_REASONS)[number];
/** Why a name must be confirmed. */
export type NameConfirmReason = (typeof NAME_CONFIRM_REASONS)[number];
/** Verdict on a name. */
export type NameVerdict = Valid | Confirm<NameConfirmReason> | Invalid<NameInvalidReason>;

/** Unified ideographs and 〇; parts of minority names are joined by U+00B7. Excludes 々, radicals and compatibility forms. */
const NAME = /^[\p{Unified_Ideograph}\u3007]+(?:·[\p{Unified_Ideograph}\u3007]+)*$/u;
const DOTTED = /^[\p{Unified_Ideograph}\u3007]+(?:·[\p{Unified_Ideograph}\u3007]+)+$/u;
const NAME_WITH_PRIVATE_USE = /^[\p{Unified_Ideograph}\u3007\p{Co}·]+$/u;
const LATIN_NAME = /^[\p{Script=Latin}\p{M}\s.·'’-]+$/u;
const MASKED = /[*＊✱○■]|[xX×]{2,}|\p{Script=Han}[xX×]$|●$|●{2,}/u;

const MAX_LENGTH = 50;
const USUAL_MAX_LENGTH = 25;
const USUAL_MAX_WITHOUT_DOT = 6;

/**
 * Checks a name as on the resident ID card: Han characters in NFC, with U+00B7 as separator. Traditional characters stay, nothing is
 * corrected, and an unknown surname is no fault.
 */
export function validateName(raw: string): NameVerdict {
  if (raw.length > MAX_RAW_LENGTH) return invalid('too_long');

  const text = normalizeName(raw);
  if (MASKED.test(text)) return invalid('masked');
  if (!/[\p{L}\p{N}\p{Co}\p{So}]/u.test(text)) return invalid('empty');
  if (twoNamesIn(text)) return invalid('two_names');
  const core = settled(text);
  // A name with a dot is taken whatever its characters mean elsewhere: 吐尔逊·阿不来提.
  if (hasDot(text) && DOTTED.test(core)) return judgeCore(core);
  return faultOfWords(text, core) ?? judgeCore(core);
}

/** Layers of words around a name that are peeled off; a text with more of them is none. */
const MAX_LAYERS = 6;

/** The name without words around it. What is left is peeled again, so that an accepted name is accepted as it is. */
function settled(text: string, layers = MAX_LAYERS): string {
  const core = nameCore(text);
  if (core === text) return core;
  return layers === 0 ? '' : settled(core, layers - 1);
}

function faultOfWords(text: string, core: string): NameVerdict | undefined {
  const words = wordsOf(core);
  if (/[?？]/.test(text) || isOtherWord(wordsOf(text))) return invalid('not_a_name');
  if (onlyExplains(text) || isShortName(wordsOf(text))) return invalid('incomplete_name');
  if (words === '' || isNotAName(withoutTitle(words))) return invalid('not_a_name');
  if (core.includes('·') && core.split('·').some(isNotAName)) return invalid('not_a_name');
  return isShortName(words) ? invalid('incomplete_name') : undefined;
}

function judgeCore(core: string): NameVerdict {
  const dotted = withOneKindOfDot(core);
  const parts = spacedParts(dotted);
  const lacksDot = !dotted.includes('·') && looksLikeParts(parts);
  const name = withoutTitle(withOneKindOfDot(parts.join(lacksDot ? '·' : '')));
  return NAME.test(name) ? judgeLength(name, lacksDot) : judgeCharacters(name, core);
}

/** Whether a space probably stands for the separator: 阿依古丽 买买提, unlike 张 三 or 欧阳 娜娜. */
const looksLikeParts = (parts: readonly string[]): boolean =>
  parts.length > 1 && parts.every((part) => codePointLength(part) > 1) && codePointLength(parts.join('')) > 4;

function judgeCharacters(name: string, core: string): NameVerdict {
  if (NAME_WITH_PRIVATE_USE.test(name) && /\p{Co}/u.test(name)) return confirm('private_use', name);
  if (/\p{Nd}/u.test(core)) return invalid('digits');
  return invalid(LATIN_NAME.test(core) ? 'latin' : 'charset');
}

function judgeLength(name: string, dotSupplied: boolean): NameVerdict {
  const length = codePointLength(name);
  if (length > MAX_LENGTH) return invalid('too_long');
  if (length === 1) return confirm('single_char', name);
  if (isCompoundSurname(name)) return confirm('surname_only', name);
  if (dotSupplied) return confirm('separator', name);
  if (length > USUAL_MAX_LENGTH) return confirm('long', name);
  if (length > USUAL_MAX_WITHOUT_DOT && !name.includes('·')) return confirm('long_without_dot', name);
  return { verdict: 'valid', canonical: name, warnings: [] };
}

/** The text without spaces and punctuation, for comparison with lists of words. */
const wordsOf = (text: string): string => removeSpaces(text).replace(/[\p{P}~=|<>]/gu, '');

const confirm = (reason: NameConfirmReason, canonical: string): Confirm<NameConfirmReason> => ({
  verdict: 'confirm',
  reason,
  canonical,
  warnings: [],
});

const invalid = (reason: NameInvalidReason): Invalid<NameInvalidReason> => ({ verdict: 'invalid', reason });
