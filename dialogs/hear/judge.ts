/** Judges values by their validators: each is accepted, to be confirmed, or a problem to be explained. No value enters the draft otherwise. */
import type { EntitySlot } from '../../nlu/types';
import { isUnusualName } from '../../nlu/words/notNames';
import type { Context } from '../state/context';
import type { Judged, Problem } from '../state/events';
import { isOpen } from '../types';
import type { ContactKind, EpochMs } from '../types';
import {
  shanghaiDate,
  validateEmail,
  validateIdNumber,
  validateName,
  validatePhone,
  validateWechatId,
} from '../validators';
import type { Verdict } from '../validators';

/** Text meant for a slot, as typed. */
export interface Given {
  slot: EntitySlot;
  text: string;
  /** Said as a correction: it replaces an earlier value without confirmation. */
  corrects: boolean;
}

/** The one refusal that does not end the application: who has a passport may have an ID card as well. */
const ANOTHER_DOCUMENT = 'other_document';

/** Whether a slot is one of the ways to reach the applicant. */
export const isContact = (slot: EntitySlot | 'contact'): slot is ContactKind =>
  slot === 'phone' || slot === 'wechatId' || slot === 'email';

/** Judges all values of one message. */
export function judge(context: Context, given: readonly Given[], now: EpochMs): Judged {
  const judged: Judged = { accepted: [], unconfirmed: [], problems: [], refusal: null };
  const kept = oneContact(given, context);
  if (kept.length < given.length) judged.problems.push({ item: 'contact', key: 'one_contact', params: {} });
  for (const { slot, text, corrects } of kept) {
    const verdict = validate(slot, text, now);
    const item = isContact(slot) ? 'contact' : slot;
    const contactKind = isContact(slot) ? slot : null;
    if (verdict.verdict === 'refuse') {
      if (verdict.reason !== ANOTHER_DOCUMENT) return { ...judged, refusal: verdict.reason };
      judged.problems.push({ item, key: `refuse.${verdict.reason}`, params: {} });
      continue;
    }
    if (verdict.verdict === 'invalid') {
      if (verdict.suggestion !== undefined) {
        judged.unconfirmed.push({ item, value: verdict.suggestion, contactKind, warnings: [], reason: verdict.reason });
        continue;
      }
      judged.problems.push({ item, ...problemOf(slot, verdict, text) });
      if (verdict.paymentCodeSuspect) judged.problems.push({ item, key: 'warn.maybePaymentCode', params: {} });
      continue;
    }
    const value = { item, value: verdict.canonical, contactKind, warnings: [...verdict.warnings] } as const;
    const reason = reasonToConfirm(context, verdict, value, corrects);
    if (reason === null) judged.accepted.push(value);
    else judged.unconfirmed.push({ ...value, reason });
  }
  return judged;
}

/** Drops all contacts but one (PIPL Art. 6, 19): the kind that is asked for, else the first. */
function oneContact(given: readonly Given[], context: Context): Given[] {
  const contacts = given.filter(({ slot }) => isContact(slot));
  const kept = contacts.find(({ slot }) => slot === context.contactKind) ?? contacts[0];
  return given.filter((value) => !isContact(value.slot) || value === kept);
}

/** Why a valid value must be confirmed; null where it need not. */
function reasonToConfirm(
  context: Context,
  verdict: Extract<Verdict, { verdict: 'valid' | 'confirm' }>,
  value: { item: 'name' | 'idNumber' | 'contact'; value: string },
  corrects: boolean,
): string | null {
  if (verdict.verdict === 'confirm') return verdict.reason;
  if (verdict.warnings.some((warning) => warning === 'legacy15')) return 'legacy15';
  if (corrects) return null;
  if (value.item === 'name' && isUnusualName(value.value)) return 'unusual';
  if (!context.applying && context.reopened !== value.item && isOpen(context.application)) return 'amend';
  const filled = value.item === 'contact' ? context.draft.contact?.value : context.draft[value.item];
  return filled && filled !== value.value ? 'overwrite' : null;
}

function validate(slot: EntitySlot, text: string, now: EpochMs): Verdict {
  switch (slot) {
    case 'name':
      return validateName(text);
    case 'idNumber':
      return validateIdNumber(text, { today: shanghaiDate(now) });
    case 'phone':
      return validatePhone(text);
    case 'wechatId':
      return validateWechatId(text);
    case 'email':
      return validateEmail(text);
  }
}

const problemOf = (
  slot: EntitySlot,
  verdict: Extract<Verdict, { verdict: 'invalid' }>,
  text: string,
): Pick<Problem, 'key' | 'params'> => ({
  key: `invalid.${slot}.${verdict.reason}`,
  params: { length: [...text].length, ...verdict.details },
});
