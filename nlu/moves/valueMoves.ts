/** The values of a message, the facts that its numbers state, and what it says is wrong, as moves. */
import type { Draft } from '../entities/draft';
import type { Pending } from '../types';
import type { Corrections } from './corrections';
import { ADULT } from './intentOf';
import type { Move } from './move';
import type { ClauseReading } from './readClause';

/** One character is no name where none is asked for: 名字和手机都错了. */
const isStray = (slot: string, value: string, pending: Pending): boolean =>
  slot === 'name' && [...value].length === 1 && pending !== 'name';

/** A number that was taken for one slot is no near miss of another. */
const sameDigits = (value: string, text: string): boolean => /\d{7}/u.test(value) && value === text.replace(/\D/gu, '');

/** Values given, near misses, and items said to be wrong. */
export function valueMoves(draft: Draft, { said, corrections }: Corrections): Move[] {
  const corrects = (slot: string): boolean => said && corrections.some((one) => one.slot === slot);
  const taken = draft.findings.filter(({ negated, slot, value }) => !negated && !isStray(slot, value, draft.pending));
  const gives = taken.map(({ slot, value }): Move => ({
    type: 'give',
    slot,
    value,
    sound: true,
    corrects: corrects(slot),
    words: value,
    why: `entities.${slot}`,
  }));
  const misses = draft.nearMisses
    .filter(
      ({ slot, text }) =>
        !isStray(slot, text, draft.pending) &&
        !taken.some((other) => other.slot === slot || sameDigits(other.value, text)),
    )
    .map(({ slot, text }): Move => ({
      type: 'give',
      slot,
      value: text,
      sound: false,
      corrects: corrects(slot),
      words: text,
      why: `entities.${slot}: near miss`,
    }));
  const bare = said
    ? corrections
        .filter(
          ({ value, slot }) =>
            value === undefined && !misses.some((miss) => miss.type === 'give' && miss.slot === slot),
        )
        .map(({ slot }): Move => ({ type: 'correct', slot, words: '', why: 'corrections' }))
    : [];
  const unnamed: Move[] =
    said && corrections.length === 0 ? [{ type: 'correct', slot: null, words: '', why: 'corrections' }] : [];
  return [...gives, ...misses, ...bare, ...unnamed];
}

/** Numbers that state a fact: a Pay Score, an age. A clause that asks states nothing (600分够吗). */
export function factMoves({ facts }: Draft, readings: readonly ClauseReading[], { said }: Corrections): Move[] {
  const asked = readings.some(({ asks, clause }) => asks && /[\d百岁分]/u.test(clause.folded));
  const isOwnAge = facts.age !== undefined && facts.age < ADULT && readings.some((one) => one.ownAge);
  if (asked && !isOwnAge) return [];
  const base = { type: 'state' as const, corrects: said, words: '' };
  return [
    ...(facts.payScore === undefined || asked
      ? []
      : [{ ...base, fact: 'payScore' as const, value: facts.payScore, why: 'entities.payScore' }]),
    ...(facts.age === undefined ? [] : [{ ...base, fact: 'age' as const, value: facts.age, why: 'entities.age' }]),
  ];
}
