/** Calendar arithmetic on strings: the local time of `Date` could shift a birthday by a day. */

/** UTC+8; China has had no summer time since 1992. */
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

/** The calendar day in Asia/Shanghai at a moment, YYYY-MM-DD. */
export const shanghaiDate = (epochMs: number): string =>
  new Date(epochMs + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Whether YYYYMMDD is a day of the Gregorian calendar. */
export function isCalendarDate(yyyymmdd: string): boolean {
  if (!/^[0-9]{8}$/.test(yyyymmdd)) return false;
  const year = Number(yyyymmdd.slice(0, 4));
  const month = Number(yyyymmdd.slice(4, 6));
  const day = Number(yyyymmdd.slice(6));
  const days = month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

/**
 * Completed years on `today`; the birthday counts (民法典 Art. 1259). Who is born on 29 February turns a year older on 1 March of a common
 * year.
 * @param birth YYYYMMDD
 * @param today YYYY-MM-DD
 */
export function ageOn(birth: string, today: string): number {
  const day = today.replaceAll('-', '');
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(4) < birth.slice(4) ? years - 1 : years;
}
