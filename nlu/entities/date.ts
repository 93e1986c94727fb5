import type { Draft } from './draft';
import { isCalendarDay } from './numbers/idNumber';

const FULL = /(?<!\d)(20\d{2}|19\d{2})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?!\d)/;
const MONTH_DAY = /(?<!\d)(\d{1,2})月(\d{1,2})(?!\d)/;

/** Reads the first date: YYYY-MM-DD, or MM-DD without a year. Takes nothing out. */
export function readDate(draft: Draft): void {
  const match = FULL.exec(draft.plain) ?? MONTH_DAY.exec(draft.plain);
  if (!match) return;
  const day = (match.at(-1) ?? '').padStart(2, '0');
  const month = (match.at(-2) ?? '').padStart(2, '0');
  const year = match.length === 4 ? match[1] : undefined;
  if (!isCalendarDay(`${year ?? '2000'}${month}${day}`)) return;
  draft.facts.date = year ? `${year}-${month}-${day}` : `${month}-${day}`;
}
