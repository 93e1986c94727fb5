import { iso7064Mod11_2CheckDigit } from '../../text/idChecksum';

/** First two digits of resident ID numbers: GB/T 2260 provinces with mainland registration. */
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])/;
/** Printed in GB 11643-1999 as an example, and copied by people who have none at hand. */
const SAMPLE = '11010519491231002X';
/** Nobody born earlier or later than this applies; the exact age is the validators' matter, who know today. */
const BIRTH_CENTURY = /^(?:19|20)/;
/** Sequence 996-999 of a 15-digit number: born in the 18xx. */
const CENTENARIAN = /99[6-9]$/;
const SAME_DIGIT = /^(\d)\1+$/;

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Whether eight digits YYYYMMDD are a day of the calendar between 1800 and 2199: nothing here knows today. */
export function isCalendarDay(digits: string): boolean {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))];
  return year >= 1800 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

const isBirthday = (digits: string): boolean => BIRTH_CENTURY.test(digits) && isCalendarDay(digits);

/** Whether an 18-character or legacy 15-digit number (GB 11643-1999) is sound: province, birthday, check character. */
export function isResidentId(number: string): boolean {
  if (!PROVINCE.test(number) || SAME_DIGIT.test(number) || number === SAMPLE) return false;
  if (/^\d{15}$/.test(number)) return isCalendarDay('19' + number.slice(6, 12)) && !CENTENARIAN.test(number);
  if (!/^\d{17}[\dX]$/.test(number) || !isBirthday(number.slice(6, 14))) return false;
  return iso7064Mod11_2CheckDigit(number.slice(0, 17)) === number.charAt(17);
}

/** Province and century are in place; the day, the month or the check character may not be. */
export const beginsLikeResidentId = (number: string): boolean =>
  number.length === 18 && PROVINCE.test(number) && BIRTH_CENTURY.test(number.slice(6));

/** An 18-digit WeChat payment code begins with 10-15; a mistyped ID number at least keeps a birthday in its place. */
export const looksLikePaymentCode = (number: string): boolean =>
  /^1[0-5]\d{16}$/.test(number) && !isCalendarDay(number.slice(6, 14));
