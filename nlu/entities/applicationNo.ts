import type { Draft } from './draft';
import { isCalendarDay } from './numbers/idNumber';

/** FF-YYYYMMDD-XXXXXX in lower case; dashes may be spaces, missing or doubled. */
const APPLICATION_NO = /(?<![a-z0-9])ff[\s_-]{0,3}(\d{8})[\s_-]{0,3}([0-9a-tv-z]{6})(?![a-z0-9])/;

/** Crockford's base32 reads O as 0, and I and L as 1. */
const toBase32 = (typed: string): string => typed.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');

/** Takes an application number out, in its canonical form, e.g. FF-20261123-7K3M9Q. */
export function takeApplicationNo(draft: Draft): void {
  const match = APPLICATION_NO.exec(draft.plain);
  if (!match) return;
  const [whole, day = '', code = ''] = match;
  if (!isCalendarDay(day)) return;
  draft.facts.applicationNo = `FF-${day}-${toBase32(code)}`;
  draft.take(match.index, match.index + whole.length);
}
