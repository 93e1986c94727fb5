import { iso7064Mod11_2CheckDigit } from '../../../nlu/text/idChecksum';
import { codePointLength, foldWidth, stripInvisible } from '../../../nlu/text/text';
import { ageOn, isCalendarDate } from '../calendar';
import { isForeignPermanentResident, isOtherDocument } from './otherDocuments';
import { peelWords } from '../peel';
import { isProvince, regionWarning, type RegionWarning } from './regions';
import { MAX_RAW_LENGTH, type Invalid, type Refuse, type Valid } from '../types';

/** Reasons for refusing an ID number and asking again; each has a message `invalid.idNumber.<reason>`. */
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
/** Reasons that no other number can mend; each has a message `refuse.<reason>`. */
export const ID_REFUSE_REASONS = [
  'foreign_permanent_resident',
  'other_document',
  'hmt_residence_permit',
  'underage',
] as const;

/** Why an ID number is invalid. */
export type IdInvalidReason = (typeof ID_INVALID_REASONS)[number];
/** Why a holder is refused. */
export type IdRefuseReason = (typeof ID_REFUSE_REASONS)[number];
/** For the reviewer. `seq000`: sequence 000; `legacy15`: a 15-digit number was typed. */
export type IdWarning = RegionWarning | 'seq000' | 'age_over_100' | 'legacy15';

/** What the number says about its holder. */
export interface IdHolder {
  /** YYYYMMDD. */
  birth: string;
  sex: 'M' | 'F';
  /** Completed years on `today`. */
  age: number;
}

/** Verdict on an ID number. */
export type IdNumberVerdict =
  | (Valid<IdWarning> & IdHolder)
  | (Invalid<IdInvalidReason> & {
      /** It may be a WeChat payment code, which spends money: warn the sender, never log or echo it. */
      paymentCodeSuspect?: true;
    })
  | Refuse<Exclude<IdRefuseReason, 'underage'>>
  | (Refuse<'underage'> & { canonical: string } & IdHolder);

/** Options of `validateIdNumber`. */
export interface IdNumberOptions {
  /** Calendar day in Asia/Shanghai, YYYY-MM-DD. */
  today: string;
  /** Accept 港澳台居民居住证 (regions 810000, 820000, 830000). Default: false. */
  acceptHmtResidencePermit?: boolean;
}

const HMT_REGIONS = new Set(['810000', '820000', '830000']);
const SAMPLES = new Set(['11010519491231002X', '440524188001010014']); // printed in GB 11643
const ADULT_AGE = 18;
const MAX_AGE = 120;

/**
 * Checks a resident ID number (GB 11643-1999) as typed. The first test that fails names the reason. A 15-digit number is converted to 18
 * digits (`legacy15`: have it confirmed). No digit is guessed. A valid number does not prove whose it is.
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

/** @param compact 15 digits, or 17 digits and a check character */
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

/** Extends a 15-digit number to 18. The century is 19, or 18 for the sequences 996 to 999 of centenarians. */
function extendLegacy(digits15: string): string {
  const century = digits15.slice(12) >= '996' ? '18' : '19';
  const first17 = digits15.slice(0, 6) + century + digits15.slice(6);
  return first17 + iso7064Mod11_2CheckDigit(first17);
}

/** Whether an invalid number may be a WeChat payment code: 18 digits from 10 to 15 on, like numbers of some provinces. */
const isPaymentCodeSuspect = (compact: string, fault: IdInvalidReason): boolean =>
  fault !== 'sample_number' && /^1[0-5][0-9]{16}$/.test(compact);

/** Whether asterisks, blobs or runs of X stand for digits. `text` is upper-case. */
const isMasked = (text: string): boolean => /[*●○■▇█★]|[X×Х]{2,}|•{2,}/u.test(text);

const LABEL_ALONE = /^(?:我的|本人)?(?:居民|二代|公民)?(?:身份证?|证件)(?:号码|号)?(?:是|为)?$/;

/** The number without words around it, separators and Latin labels. × and Cyrillic Х become X in the last place. */
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
