import { iso7064Mod11_2CheckDigit } from '../../../nlu/text/idChecksum';
import { codePointLength, foldWidth, stripInvisible } from '../../../nlu/text/text';
import { ageOn, isCalendarDate } from '../calendar';
import { isForeignPermanentResident, isOtherDocument } from './otherDocuments';
import { peelWords } from '../peel';
import { isProvince, regionWarning, type RegionWarning } from './regions';
import { MAX_RAW_LENGTH, type Invalid, type Refuse, type Valid } from '../types';

export const ID_INVALID_REASONS = [
  'empty',
  'masked',
  'bank_card',
  'length',
  'charset',
  'repeated',
  'region_province',
  'birth_invalid',
  'birth_future',
  'birth_too_old',
  'checksum',
  'sample_number',
] as const;
export const ID_REFUSE_REASONS = [
  'foreign_permanent_resident',
  'other_document',
  'hmt_residence_permit',
  'underage',
] as const;

export type IdInvalidReason = (typeof ID_INVALID_REASONS)[number];
export type IdRefuseReason = (typeof ID_REFUSE_REASONS)[number];
export type IdWarning = RegionWarning | 'seq000' | 'age_over_100' | 'legacy15';

/** What the number itself says of its holder. */
export interface IdHolder {
  /** YYYYMMDD. */
  birth: string;
  sex: 'M' | 'F';
  /** Completed years on `today`. */
  age: number;
}

export type IdNumberVerdict =
  | (Valid<IdWarning> & IdHolder)
  | (Invalid<IdInvalidReason> & {
      /** May be a WeChat payment code, which spends money: never log or echo it, and warn the sender. */
      paymentCodeSuspect?: true;
    })
  | Refuse<Exclude<IdRefuseReason, 'underage'>>
  | (Refuse<'underage'> & { canonical: string } & IdHolder);

export interface IdNumberOptions {
  /** Calendar day in Asia/Shanghai, YYYY-MM-DD. */
  today: string;
  /** Take 港澳台居民居住证 (regions 810000, 820000, 830000) as well. Default false. */
  acceptHmtResidencePermit?: boolean;
}

const HMT_REGIONS = new Set(['810000', '820000', '830000']);
const SAMPLES = new Set(['11010519491231002X', '440524188001010014']); // printed in GB 11643
const ADULT_AGE = 18;
const MAX_AGE = 120;

/**
 * Checks a resident ID number (GB 11643-1999) as typed. The first test that hits decides. Upper-cases, converts a 15-digit number to 18
 * (`legacy15`: read back and let the sender confirm), but never guesses a digit. Nothing offline proves whose number it is.
 */
export function validateIdNumber(
  raw: string,
  { today, acceptHmtResidencePermit = false }: IdNumberOptions,
): IdNumberVerdict {
  if (raw.length > MAX_RAW_LENGTH) return { ...invalid('length'), details: { length: raw.length } };

  const text = foldWidth(stripInvisible(raw)).toUpperCase();
  if (isMasked(text)) return invalid('masked');
  const compact = compactNumber(text);
  if (compact === '') return invalid('empty');
  if (isForeignPermanentResident(compact)) return refuse('foreign_permanent_resident');
  if (isOtherDocument(compact, text)) return refuse('other_document');
  if (/^[3-6](?:[0-9]{15}|[0-9]{18})$/.test(compact)) return invalid('bank_card');

  const length = codePointLength(compact);
  if (length !== 15 && length !== 18) return { ...invalid('length'), details: { length } };
  if (!/^(?:[0-9]{15}|[0-9]{17}[0-9X])$/.test(compact)) return invalid('charset');
  if (/^([0-9])\1*$/.test(compact)) return invalid('repeated');
  return validateStructure(compact, today, acceptHmtResidencePermit);
}

/** 15 digits, or 17 and a check character. */
function validateStructure(compact: string, today: string, acceptHmt: boolean): IdNumberVerdict {
  const canonical = compact.length === 15 ? extendLegacy(compact) : compact;
  const region = canonical.slice(0, 6);
  const birth = canonical.slice(6, 14);
  const age = ageOn(birth, today);
  const isHmt = HMT_REGIONS.has(region);

  if (isHmt && !acceptHmt) return refuse('hmt_residence_permit');
  const fault = faultOf(canonical, { isHmt, birth, age, today });
  if (fault)
    return { ...invalid(fault), ...(isPaymentCodeSuspect(compact, fault) && { paymentCodeSuspect: true as const }) };

  const holder: IdHolder = { birth, sex: Number(canonical[16]) % 2 === 1 ? 'M' : 'F', age };
  if (age < ADULT_AGE) return { verdict: 'refuse', reason: 'underage', canonical, ...holder };
  const warnings: readonly (IdWarning | false | undefined)[] = [
    !isHmt && regionWarning(region, Number(birth.slice(0, 4))),
    canonical.slice(14, 17) === '000' && 'seq000',
    age >= 100 && 'age_over_100',
    compact.length === 15 && 'legacy15',
  ];
  return {
    verdict: 'valid',
    canonical,
    warnings: warnings.filter((warning) => Boolean(warning)) as IdWarning[],
    ...holder,
  };
}

interface Facts {
  isHmt: boolean;
  birth: string;
  age: number;
  today: string;
}

function faultOf(canonical: string, { isHmt, birth, age, today }: Facts): IdInvalidReason | undefined {
  if (!isHmt && !isProvince(canonical)) return 'region_province';
  if (!isCalendarDate(birth)) return 'birth_invalid';
  if (birth > today.replaceAll('-', '')) return 'birth_future';
  if (age > MAX_AGE) return 'birth_too_old';
  if (iso7064Mod11_2CheckDigit(canonical.slice(0, 17)) !== canonical[17]) return 'checksum';
  if (SAMPLES.has(canonical)) return 'sample_number';
  return undefined;
}

/** First-generation form: the century is 19, or 18 for the sequences 996-999 that were set apart for centenarians. */
function extendLegacy(digits15: string): string {
  const century = digits15.slice(12) >= '996' ? '18' : '19';
  const first17 = digits15.slice(0, 6) + century + digits15.slice(6);
  return first17 + iso7064Mod11_2CheckDigit(first17);
}

/** WeChat payment codes are 18 digits that begin with 10-15, as the numbers of six provinces do. */
const isPaymentCodeSuspect = (compact: string, fault: IdInvalidReason): boolean =>
  fault !== 'sample_number' && /^1[0-5][0-9]{16}$/.test(compact);

/** Asterisks, blobs, or runs of x in place of digits. `text` is upper-case. */
const isMasked = (text: string): boolean => /[*●○■▇█★]|[X×Х]{2,}|•{2,}/u.test(text);

const LABEL_ALONE = /^(?:我的|本人)?(?:居民|二代|公民)?(?:身份证?|证件)(?:号码|号)?(?:是|为)?$/;

/** The number without words around it, separators and Latin labels; × and Cyrillic Х for X in the last place only. */
function compactNumber(text: string): string {
  return peelWords(text)
    .replace(/[\s\p{Pd}\u2212_.·•:()[\]{}<>【】（）、,，。]/gu, '')
    .replace(LABEL_ALONE, '')
    .replace(/^(?:ID|SFZ)(?:CARD|NUMBER|NO)?号?(?=[0-9]{14})/, '')
    .replace(/^([0-9]{17})[×Х]$/, '$1X');
}

const invalid = (reason: IdInvalidReason): Invalid<IdInvalidReason> => ({ verdict: 'invalid', reason });

const refuse = (reason: Exclude<IdRefuseReason, 'underage'>): Refuse<Exclude<IdRefuseReason, 'underage'>> => ({
  verdict: 'refuse',
  reason,
});
