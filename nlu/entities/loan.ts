import type { Draft } from './draft';
import { HAN_NUMERALS, parseNumber } from './numbers/hanNumber';

const NUMBER = `(?<![\\d.${HAN_NUMERALS}])(\\d{1,7}(?:\\.\\d{1,2})?|[${HAN_NUMERALS}]{1,5})`;
const AMOUNT = new RegExp(`${NUMBER}\\s?(?:(千|万|k|w)(?:块钱?|元)?|(?:块钱?|元|rmb))`, 'u');
/** A sum without a unit, behind the word for what is done with it: 借5000, 用三千. */
const BORROWED = /(?:借|用|花|刷|取|分付)(?:了|个|出|款)?\s?(\d{3,7})(?![\d.]|分|天|个月)/u;
const TERM = new RegExp(`${NUMBER}\\s?(?:个)?(天|日(?!利|息)|月|年|周|星期|礼拜)`, 'u');
const HALF = /半(?:个)?(月|年)/u;

const TIMES: Readonly<Record<string, number>> = { 千: 1_000, k: 1_000, 万: 10_000, w: 10_000 };
const DAYS: Readonly<Record<string, number>> = { 天: 1, 日: 1, 周: 7, 星期: 7, 礼拜: 7, 月: 30, 年: 365 };
const A_MONTH = 30;
const MAX_AMOUNT = 1_000_000;
const MAX_DAYS = 3_650;

/** Reads a sum in yuan and for how many days it is borrowed: 借5000一个月, 三千块用20天. Without a time it is a month. Takes nothing out. */
export function readLoan(draft: Draft): void {
  const amount = amountIn(draft.plain);
  const days = daysIn(draft.plain);
  if (amount === undefined || amount <= 0 || amount > MAX_AMOUNT || days <= 0 || days > MAX_DAYS) return;
  draft.facts.loan = { amount, days };
}

function amountIn(plain: string): number | undefined {
  const [, number, unit] = AMOUNT.exec(plain) ?? BORROWED.exec(plain) ?? [];
  const value = number === undefined ? undefined : valueOf(number);
  return value === undefined ? undefined : value * (TIMES[unit ?? ''] ?? 1);
}

function daysIn(plain: string): number {
  const [, half] = HALF.exec(plain) ?? [];
  if (half !== undefined) return Math.round((DAYS[half] ?? 0) / 2);
  const [, number, unit] = TERM.exec(plain) ?? [];
  if (number === undefined) return A_MONTH;
  return Math.round((valueOf(number) ?? 0) * (DAYS[unit ?? ''] ?? 0));
}

const valueOf = (number: string): number | undefined =>
  number.includes('.') ? Number(number) : parseNumber(number.replaceAll('两', '二'));
