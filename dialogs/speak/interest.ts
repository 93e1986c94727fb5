/** What a sum would cost, at the daily rates that public reports name. */
import type { Loan } from '../../nlu/types';
import type { Reply } from '../types';

/** Daily rates by public reports: 0.04 % and 0.045 %, simple interest (see the facts of `fees.rate`). */
const DAILY_RATES = { low: 0.0004, high: 0.00045 };

/** The reply with the interest of a loan, in yuan, at both rates. */
export const interest = ({ amount, days }: Loan): Reply => ({
  key: 'interest',
  params: {
    amount: String(amount),
    days,
    low: yuan(amount * days * DAILY_RATES.low),
    high: yuan(amount * days * DAILY_RATES.high),
  },
});

/** To the fen, without zeros behind the point. */
const yuan = (value: number): string => String(Math.round(value * 100) / 100);
