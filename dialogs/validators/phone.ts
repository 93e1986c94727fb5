import { foldWidth, removeSpaces, stripEmoji, stripInvisible } from '../../nlu/text/text';
import { peelWords } from './peel';
import { MAX_RAW_LENGTH, type Confirm, type Invalid, type Valid } from './types';

/** Reasons for refusing a phone number; each has a message `invalid.phone.<reason>`. */
export const PHONE_INVALID_REASONS = [
  'empty',
  'masked',
  'charset',
  'length',
  'segment',
  'landline',
  'service_number',
  'not_mainland',
  'multiple',
  'extension',
  'looks_like_id',
] as const;
/** Reasons for asking whether a phone number is right. */
export const PHONE_CONFIRM_REASONS = ['looks_fake'] as const;

/** Why a phone number is invalid. */
export type PhoneInvalidReason = (typeof PHONE_INVALID_REASONS)[number];
/** Why a phone number must be confirmed. */
export type PhoneConfirmReason = (typeof PHONE_CONFIRM_REASONS)[number];
/** For the reviewer. `virtual`: number of a virtual operator; `data_sim`: data card, which still receives SMS. */
export type PhoneWarning = 'virtual' | 'data_sim';
/** Verdict on a phone number. */
export type PhoneVerdict =
  Valid<PhoneWarning> | Confirm<PhoneConfirmReason, PhoneWarning> | Invalid<PhoneInvalidReason>;

/** Mainland mobile segments that receive SMS; libphonenumber's pattern without satellite 1610x and 1740[0-5]. */
const MOBILE = /^1(?:[38]\d|4[57]|[59][0-35-9]|6[2567]|7[0-35-8])\d{8}$/;
const VIRTUAL = /^1(?:6[257]|7[01])/;
const DATA_SIM = /^14[57]/;

const LABEL = /^(?:我的|本人的?)?(?:手机|电话|联系方式|联系电话|移动电话)(?:号码|号)?(?:是|为)?$/;
const LATIN_LABEL = /^(?:tel|mobile|phone|cell)(?:ephone)?[\s.:]*/i;
const EXTENSION = /[0-9][\s,)）]*(?:转|分机|ext\.?|#)[\s:号]*[0-9]{1,6}$/i;
const OUTSIDE_MAINLAND = /香港|澳门|台湾|港澳|国外|海外/;

/** Other kinds of number, tried in turn on the bare digits; the first match is the reason. */
const OTHER_NUMBERS: readonly (readonly [PhoneInvalidReason, RegExp])[] = [
  ['service_number', /^(?:[48]00[0-9]{7}|9[56][0-9]{3,4}|11[0-9]|12[0-2]|10[01][0-9]{2}|1[12][0-9]{3}|11[68]114)$/],
  ['not_mainland', /^(?:85[23][0-9]{8}|886[0-9]{9,10}|09[0-9]{8})$/],
  ['landline', /^0(?:10|2[0-9]|[3-9][0-9]{2})[0-9]{7,8}$/],
  ['landline', /^[2-9][0-9]{6,7}$/],
];

/** Checks a mainland mobile number as typed. The canonical form is its 11 digits. The operator is not inferred: numbers are portable. */
export function validatePhone(raw: string): PhoneVerdict {
  if (raw.length > MAX_RAW_LENGTH) return invalid('length', raw.length);

  const text = stripEmoji(foldWidth(stripInvisible(raw))).trim();
  if (/[*●○■▇█★]|x{2,}|×{2,}|•{2,}/iu.test(text)) return invalid('masked');
  const core = peelWords(text.replace(LATIN_LABEL, ''));
  if (!/[\p{L}\p{N}]/u.test(core) || LABEL.test(removeSpaces(core).replace(/:$/, ''))) return invalid('empty');
  if (EXTENSION.test(core))
    return invalid(isLandline(core.split(/转|分机|ext|#/i)[0] ?? '') ? 'landline' : 'extension');
  if (hasSeveralNumbers(core)) return invalid('multiple');

  const compact = withoutSeparators(core);
  if (/^[1-9][0-9]{16}[0-9X]$/i.test(compact) || isLegacyIdNumber(compact)) return invalid('looks_like_id');
  if (!/^\+?[0-9]+$/.test(compact)) return invalid('charset');
  return validateDigits(compact, OUTSIDE_MAINLAND.test(text));
}

/** @param compact digits, after a + where one was typed */
function validateDigits(compact: string, namesOutside: boolean): PhoneVerdict {
  const digits = nationalNumber(compact);
  if (digits === undefined) return invalid('not_mainland');
  if (MOBILE.test(digits)) return judgeMobile(digits);
  if (namesOutside) return invalid('not_mainland');
  const other = OTHER_NUMBERS.find(([, shape]) => shape.test(digits));
  if (other) return invalid(other[0]);
  return digits.length === 11 && !digits.startsWith('0') ? invalid('segment') : invalid('length', digits.length);
}

function judgeMobile(canonical: string): PhoneVerdict {
  const warnings: PhoneWarning[] = [];
  if (VIRTUAL.test(canonical)) warnings.push('virtual');
  if (DATA_SIM.test(canonical)) warnings.push('data_sim');
  return looksFake(canonical)
    ? { verdict: 'confirm', reason: 'looks_fake', canonical, warnings }
    : { verdict: 'valid', canonical, warnings };
}

/** The number without country code and without a trunk 0 before a mobile; undefined for another country's code. */
function nationalNumber(compact: string): string | undefined {
  const international = /^(?:\+|00)/.exec(compact)?.[0];
  const digits = international ? compact.slice(international.length) : compact;
  if (international && !digits.startsWith('86')) return undefined;
  const national = international || /^861[0-9]{10}$/.test(digits) ? digits.slice(2) : digits;
  if (/^01[1-9][0-9]{9}$/.test(national)) return national.slice(1);
  // A landline after the country code has lost its 0: +86 755 2600 1234.
  return international && /^(?:10[0-9]{8}|[2-9][0-9]{8,10})$/.test(national) ? `0${national}` : national;
}

const isLandline = (text: string): boolean => /^0(?:10|[2-9])/.test(withoutSeparators(text));

/** Whether a number looks made up: eight equal digits, …12345678, or the sample 13800138000. It may still be real. */
const looksFake = (digits: string): boolean =>
  /([0-9])\1{7}/.test(digits) || digits.endsWith('12345678') || digits === '13800138000';

/** Whether there are two or more mobile numbers, with or without a separator. */
function hasSeveralNumbers(text: string): boolean {
  const groups = text.split(/[^0-9+\s().\p{Pd}_·]+/u).map(withoutSeparators);
  const inGroups = groups.flatMap((group) => group.replace(/^(?:\+|00)?86(?=1)/, '').match(/1[3-9][0-9]{9}/g) ?? []);
  return inGroups.length > 1;
}

/** Whether 15 digits have a date where a first-generation ID number has the birthday. */
const isLegacyIdNumber = (compact: string): boolean =>
  /^[1-6][0-9]{5}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}$/.test(compact);

const withoutSeparators = (text: string): string =>
  text.replace(/[\s\p{Pd}\u2212_.·•/()[\]{}（）:]/gu, '').replace(/^(\+?86)0(?=1[3-9][0-9]{9}$)/, '$1');

const invalid = (reason: PhoneInvalidReason, length?: number): Invalid<PhoneInvalidReason> => ({
  verdict: 'invalid',
  reason,
  ...(length !== undefined && { details: { length } }),
});
