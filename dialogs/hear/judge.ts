/** The one path by which a value becomes an answer, however it arrived: through its validator, then accepted, confirmed or explained. */
import type { Correction, EntitySlot, Understanding } from '../../nlu/types';
import type { Context } from '../state/context';
import type { Judged, Problem } from '../state/events';
import type { ContactKind, EpochMs, Item } from '../types';
import {
  shanghaiDate,
  validateEmail,
  validateIdNumber,
  validateName,
  validatePhone,
  validateWechatId,
} from '../validators';
import type { Verdict } from '../validators';

/** Text meant for a slot, as it was written. */
export interface Given {
  slot: EntitySlot;
  text: string;
  /** Said as a correction: it may replace what is there without asking. */
  corrects: boolean;
}

const SLOTS: readonly EntitySlot[] = ['name', 'idNumber', 'phone', 'wechatId', 'email'];

/** Every value in an utterance; near misses too, so that their validator can say what is wrong with them. */
export function givenIn({ entities, nearMisses, corrections }: Understanding): Given[] {
  const corrected = new Set(corrections.map(({ slot }: Correction) => slot));
  const given: Given[] = [];
  for (const slot of SLOTS) {
    const text = entities[slot];
    const corrects = corrected.has(slot) || (corrected.has('contact') && isContact(slot));
    if (text !== undefined) given.push({ slot, text, corrects });
  }
  for (const { slot, text } of nearMisses) {
    if (!given.some((other) => other.slot === slot)) given.push({ slot, text, corrects: corrected.has(slot) });
  }
  return given;
}

/** A passport typed where an ID number is asked for ends nothing: its holder may have an ID card as well, and is asked for that. */
const ANOTHER_DOCUMENT = 'other_document';

export const isContact = (slot: EntitySlot | 'contact'): slot is ContactKind =>
  slot === 'phone' || slot === 'wechatId' || slot === 'email';

export function judge(context: Context, given: readonly Given[], asked: Item | undefined, now: EpochMs): Judged {
  const judged: Judged = { accepted: [], unconfirmed: null, problems: [], aside: false, refusal: null };
  for (const { slot, text, corrects } of oneContact(given, context)) {
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
        judged.unconfirmed ??= { item, value: verdict.suggestion, contactKind, warnings: [], reason: verdict.reason };
        continue;
      }
      judged.problems.push({ item, ...problemOf(slot, verdict, text) });
      if (verdict.paymentCodeSuspect) judged.problems.push({ item, key: 'warn.maybePaymentCode', params: {} });
      continue;
    }
    const value = { item, value: verdict.canonical, contactKind, warnings: [...verdict.warnings] } as const;
    const reason = reasonToConfirm(context, verdict, value, corrects);
    if (reason === null) {
      judged.accepted.push(value);
      judged.aside ||= item !== asked;
    } else judged.unconfirmed ??= { ...value, reason };
  }
  return judged;
}

/** One way to reach the applicant is enough (PIPL Art. 6, 19): the kind they chose, else the first that they gave. */
function oneContact(given: readonly Given[], context: Context): Given[] {
  const contacts = given.filter(({ slot }) => isContact(slot));
  const kept = contacts.find(({ slot }) => slot === context.contactKind) ?? contacts[0];
  return given.filter((value) => !isContact(value.slot) || value === kept);
}

/** Why a value that holds should be looked at again; null where it need not. */
function reasonToConfirm(
  context: Context,
  verdict: Extract<Verdict, { verdict: 'valid' | 'confirm' }>,
  value: { item: 'name' | 'idNumber' | 'contact'; value: string },
  corrects: boolean,
): string | null {
  if (verdict.verdict === 'confirm') return verdict.reason;
  if (verdict.warnings.some((warning) => warning === 'legacy15')) return 'legacy15';
  const filled = value.item === 'contact' ? context.draft.contact?.value : context.draft[value.item];
  return filled && filled !== value.value && !corrects ? 'overwrite' : null;
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
