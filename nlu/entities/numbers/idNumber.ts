import { iso7064Mod11_2CheckDigit } from '../../text/idChecksum';

/** First two digits of resident ID numbers: provinces of GB/T 2260. */
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])/;
/** The example in GB 11643-1999. */
const SAMPLE = '11010519491231002X';
/** Centuries of birth; the validators check the age. */
const BIRTH_CENTURY = /^(?:19|20)/;
/** Sequence 996 to 999 of a 15-digit number: born in the 1800s. */
const CENTENARIAN = /99[6-9]$/;
const SAME_DIGIT = /^(\d)\1+$/;

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Whether YYYYMMDD is a day of the calendar from 1800 to 2199. */
export function isCalendarDay(digits: string): boolean {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))];
  return year >= 1800 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

const isBirthday = (digits: string): boolean => BIRTH_CENTURY.test(digits) && isCalendarDay(digits);

/** Whether an 18-character or legacy 15-digit number has a valid province, birthday and check character (GB 11643-1999). */
export function isResidentId(number: string): boolean {
  if (!PROVINCE.test(number) || SAME_DIGIT.test(number) || number === SAMPLE) return false;
  if (/^\d{15}$/.test(number)) return isCalendarDay('19' + number.slice(6, 12)) && !CENTENARIAN.test(number);
  if (!/^\d{17}[\dX]$/.test(number) || !isBirthday(number.slice(6, 14))) return false;
  return iso7064Mod11_2CheckDigit(number.slice(0, 17)) === number.charAt(17);
}

/** A leap year, for a month and a day whose year is not to be trusted. */
const ANY_YEAR = '2000';

/** Whether 18 characters have a valid province and a plausible century, or month and day; the rest may be wrong. */
export const beginsLikeResidentId = (number: string): boolean =>
  number.length === 18 &&
  PROVINCE.test(number) &&
  (BIRTH_CENTURY.test(number.slice(6)) || isCalendarDay(ANY_YEAR + number.slice(10, 14)));

/** Whether 18 digits may be a WeChat payment code: they begin with 10 to 15 and hold no birthday. */
export const looksLikePaymentCode = (number: string): boolean =>
  /^1[0-5]\d{16}$/.test(number) && !isCalendarDay(number.slice(6, 14));
