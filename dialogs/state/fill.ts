/** Changes of the context by answers that are given, corrected or taken back, as pure functions. */
import { hasConsent, isFilled, withoutItem } from './context';
import type { Context, Draft, SelfCheck } from './context';
import type { Accepted, Judged, Meta } from './events';
import { ITEMS } from '../types';
import type { ConsentKind, ContactKind, Facts, Item } from '../types';

const put = (draft: Draft, accepted: Accepted): Draft => {
  const changed = differs(draft, accepted) ? [...new Set([...draft.changed, accepted.item])] : draft.changed;
  const base = { ...draft, changed, warnings: { ...draft.warnings, [accepted.item]: accepted.warnings } };
  return accepted.item === 'contact'
    ? { ...base, contact: { kind: accepted.contactKind ?? 'phone', value: accepted.value } }
    : { ...base, [accepted.item]: accepted.value };
};

const differs = (draft: Draft, { item, value }: Accepted): boolean =>
  isFilled(draft, item) && (item === 'contact' ? draft.contact?.value : draft[item]) !== value;

const isGivenAnew = ({ accepted, unconfirmed }: Judged, item: Item): boolean =>
  [...accepted, ...unconfirmed].some((given) => given.item === item);

/** Takes the accepted values; those to confirm wait in `unconfirmed`, where a value given anew replaces an earlier one. */
export const fill = (context: Context, judged: Judged): Partial<Context> => ({
  draft: judged.accepted.reduce(put, context.draft),
  unconfirmed: [...judged.unconfirmed, ...context.unconfirmed.filter(({ item }) => !isGivenAnew(judged, item))],
  before: null,
  attempts: 0,
  misses: 0,
  picking: false,
});

/** Takes the first unconfirmed value: the applicant says that it is right. */
export function confirmValue({ draft, unconfirmed }: Context): Partial<Context> {
  const [first, ...others] = unconfirmed;
  return first ? { draft: put(draft, first), unconfirmed: others, before: null, attempts: 0 } : {};
}

/** Drops the first unconfirmed value. */
export const dropUnconfirmed = ({ unconfirmed }: Context): Partial<Context> => ({ unconfirmed: unconfirmed.slice(1) });

/** Takes facts into the draft. */
export const setFacts = (context: Context, facts: Partial<Facts>): Partial<Context> => ({
  draft: {
    ...context.draft,
    facts: { ...context.draft.facts, ...facts },
    changed: [...new Set([...context.draft.changed, ...changedFacts(context.draft, facts)])],
  },
  before: null,
  picking: false,
  attempts: 0,
  misses: 0,
});

const changedFacts = ({ facts: before }: Draft, facts: Partial<Facts>): (keyof Facts)[] =>
  (Object.keys(facts) as (keyof Facts)[]).filter((name) => before[name] !== undefined && before[name] !== facts[name]);

/** Clears one item so that it is asked again; `keepBefore` undoes this and any clearing just before it. */
export const reask = (context: Context, item: Item, contactKind?: ContactKind): Partial<Context> => ({
  before: context.before ?? (isFilled(context.draft, item) ? context.draft : null),
  contactKind: contactKind ?? context.contactKind,
  draft: {
    ...withoutItem(context.draft, item),
    changed: wasGiven(context, item) ? last(item, context.draft.changed) : context.draft.changed,
  },
  unconfirmed: context.unconfirmed.filter((other) => other.item !== item),
  picking: false,
  attempts: 0,
});

const wasGiven = ({ draft, unconfirmed }: Context, item: Item): boolean =>
  isFilled(draft, item) || unconfirmed.some((other) => other.item === item);

/** Moves the item to the end: the item corrected last is asked first. */
const last = (item: Item, changed: readonly Item[]): Item[] => [...changed.filter((other) => other !== item), item];

/** Restores the draft as it was before an item was cleared (不改了). */
export const keepBefore = ({ before, draft }: Context): Partial<Context> => ({ draft: before ?? draft, before: null });

/** Records a consent; an earlier one of the same kind is replaced. */
export const giveConsent = (
  context: Context,
  kind: ConsentKind,
  textVersion: string,
  meta: Meta,
): Partial<Context> => ({
  consents: [
    ...context.consents.filter((consent) => consent.kind !== kind),
    { kind, textVersion, at: meta.now, channel: meta.channel },
  ],
  attempts: 0,
});

const takeBack = (context: Context, kind: ConsentKind): Partial<Context> => ({
  consents: context.consents.filter((consent) => consent.kind !== kind),
});

/** Undoes the latest answer, in the order of the questions (上一步); null where there is none. */
export function stepBack(context: Context): Partial<Context> | null {
  if (context.sure) return { sure: null };
  if (context.personSince !== null) return { personSince: null };
  if (context.lookup) return { lookup: null };
  if (context.recovery) return { recovery: null };
  if (context.check) return { check: checkBefore(context.check) };
  if (context.unconfirmed.length > 0) return dropUnconfirmed(context);
  if (!context.applying) return null;
  if (context.returned) return { returned: false };
  if (context.picking) return { picking: false };
  if (context.before) return keepBefore(context);
  const { draft } = context;
  for (const item of [...ITEMS].reverse()) {
    if (item === 'contact' && hasConsent(context, 'handover')) return takeBack(context, 'handover');
    if (isFilled(draft, item)) return { draft: withoutItem(draft, item) };
    if (item === 'idNumber' && hasConsent(context, 'idNumber')) return takeBack(context, 'idNumber');
  }
  if (hasConsent(context, 'privacy')) return takeBack(context, 'privacy');
  if (context.acknowledgedAt !== null) return { acknowledgedAt: null };
  if (context.guide !== null && context.guide > 0) return { guide: context.guide - 1 };
  if (context.wallet !== null) return { wallet: null, guide: null };
  return null;
}

/** The self-check one answer earlier; null before its first answer. */
function checkBefore({ age, idCard, facts }: SelfCheck): SelfCheck | null {
  if (facts.payScore !== undefined)
    return { age, idCard, facts: facts.debitCard ? { debitCard: facts.debitCard } : {} };
  if (facts.debitCard !== undefined) return { age, idCard, facts: {} };
  if (idCard !== null) return { age, idCard: null, facts };
  return age !== null ? { age: null, idCard, facts } : null;
}
