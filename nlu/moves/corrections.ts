/** Reads what a message says is wrong, with or without the right value. */
import type { Draft } from '../entities/draft';
import type { MatchRules } from '../phrases/match';
import type { Correction, EntitySlot, Pending } from '../types';
import { foldClause } from './clauses';
import type { Clause } from './clauses';
import type { Correctable } from './move';

const STAR = /^\s*\*\s*\S/;
/** Arrow of a correction at a confirmation: 手机→139…. */
const ARROW = /→|[-=]>/;
const DIGIT = /[\dxX一二三四五六七八九]/;
const PLAIN_NO = /^不对[了的啊呀]*$/;
/** Longest message that only says that something is wrong, in UTF-16 units. */
const MAX_BARE = 14;
const MAX_UNASKED = 16;
/** English needs more characters for the same. */
const LATIN_FACTOR = 2.5;

const SLOTS: readonly Correctable[] = [
  'name',
  'idNumber',
  'phone',
  'wechatId',
  'email',
  'contact',
  'payScore',
  'debitCard',
  'overdue',
];

/** Corrections in a message. */
export interface Corrections {
  /** Something is said to be wrong; `corrections` may be empty. */
  said: boolean;
  corrections: Correction[];
}

/** Result for a message that corrects nothing. */
export const NO_CORRECTIONS: Corrections = { said: false, corrections: [] };

/** Builds the reader of corrections. */
export function createCorrectionReader(match: MatchRules) {
  const found = (folded: string): ReadonlySet<string> =>
    new Set(match(folded, ['corrections']).map(({ rule }) => rule.name));
  const asks = (folded: string): boolean => match(folded, ['marks']).some(({ rule }) => rule.name === 'asking');

  /** @param plain the message before values were taken out of it @param asked a clause of it asks something */
  return (plain: string, draft: Draft, clauses: readonly Clause[]): Corrections => {
    const folded = foldClause(plain);
    const names = found(folded);
    const question = /[?？]/u.test(plain) || clauses.some((clause) => asks(clause.folded));
    const rejected = new Set(draft.findings.filter(({ negated }) => negated).map(({ slot }) => slot));
    const star = STAR.test(plain);
    const fault = names.has('fault') || (draft.pending === 'confirm' && ARROW.test(plain));
    const partial = isAsked(draft.pending) && DIGIT.test(plain) && names.has('partial');
    if (rejected.size === 0 && !star && !fault && !partial) return NO_CORRECTIONS;

    const values = draft.findings.filter(
      ({ negated, slot }) => !negated && (rejected.size === 0 || rejected.has(slot)),
    );
    if (values.length > 0) {
      const given = values.map(({ slot, value }): Correction => ({ slot, value }));
      return { said: true, corrections: [...given, ...besides(clauses, given, found)] };
    }
    if (star && draft.nearMisses.length === 0 && !fault) return NO_CORRECTIONS;
    const elsewhere = names.has('about_product') && !names.has('payScore') && !names.has('debitCard');
    const length = folded.length / (/^[a-z' @]+$/u.test(folded) ? LATIN_FACTOR : 1);
    const open =
      draft.pending === 'none' && ((length > MAX_UNASKED && !SLOTS.some((slot) => names.has(slot))) || question);
    if (rejected.size === 0 && (elsewhere || open || (question && !isAsked(draft.pending)))) return NO_CORRECTIONS;

    const slots = doubtedSlots(clauses, draft, rejected, found);
    if (slots.size === 0 && partial) addPartialSlot(plain, draft, slots);
    const bare =
      length <= MAX_BARE &&
      (draft.pending !== 'none' || names.has('about_form')) &&
      !question &&
      !PLAIN_NO.test(folded);
    if (slots.size === 0 && !partial && !bare) return NO_CORRECTIONS;
    return { said: true, corrections: [...slots].map((slot) => ({ slot })) };
  };
}

/** Items that clauses without a value call wrong, beside those that are given: 手机号改成1380000512，身份证改成…. */
function besides(
  clauses: readonly Clause[],
  given: readonly Correction[],
  found: (folded: string) => ReadonlySet<string>,
): Correction[] {
  const slots = clauses
    .filter(({ folded }) => !folded.includes('@'))
    .flatMap(({ folded }) => {
      const names = found(folded);
      return names.has('fault') && !names.has('confirmed') ? SLOTS.filter((slot) => names.has(slot)) : [];
    });
  return [...new Set(slots)].filter((slot) => !given.some((one) => one.slot === slot)).map((slot) => ({ slot }));
}

const isAsked = (pending: Pending): boolean => pending !== 'none' && pending !== 'consent';

/** Items that the clauses name, but for clauses that call theirs right: 名字没错，手机错了. */
function doubtedSlots(
  clauses: readonly Clause[],
  draft: Draft,
  rejected: ReadonlySet<EntitySlot>,
  found: (folded: string) => ReadonlySet<string>,
): Set<Correctable> {
  const slots = new Set<Correctable>([...rejected, ...draft.nearMisses.map(({ slot }) => slot)]);
  for (const { folded } of clauses) {
    const names = found(folded);
    if (names.has('confirmed')) continue;
    for (const slot of SLOTS) if (names.has(slot)) slots.add(slot);
  }
  if (slots.has('phone') || slots.has('wechatId') || slots.has('email')) slots.delete('contact');
  return slots;
}

function addPartialSlot(plain: string, draft: Draft, slots: Set<Correctable>): void {
  if (/[x×]/i.test(plain) || draft.pending === 'idNumber') slots.add('idNumber');
  else if (draft.pending === 'phone') slots.add('phone');
}
