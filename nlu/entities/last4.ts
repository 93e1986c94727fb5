import type { Draft } from './draft';

const FOUR = /(?<!\d)\d{4}(?!\d)/;

/** Reads the last four digits of a phone: at the question for them, or beside an application number. */
export function readLast4(draft: Draft): void {
  if (draft.pending !== 'proof' && draft.facts.applicationNo === undefined) return;
  const match = FOUR.exec(draft.plain);
  if (match) draft.facts.last4 = match[0];
}
