/** What the dialogue remembers between turns. The next question is derived from it, never from a step counter. */
import type { Choice } from './questions';
import { ITEMS } from '../types';
import type {
  ApplicationView,
  Consent,
  ConsentKind,
  Contact,
  ContactKind,
  EpochMs,
  Facts,
  Item,
  MaskedIdNumber,
} from '../types';

/** A value that holds by its form but that the applicant should look at again, e.g. 13888888888 or a name with a missing dot. */
export interface Unconfirmed {
  item: 'name' | 'idNumber' | 'contact';
  value: string;
  contactKind: ContactKind | null;
  reason: string;
  warnings: readonly string[];
}

/** Answers of the eligibility self-check: five quick questions, none of them stored beyond the conversation. */
export interface SelfCheck {
  age: 'yes' | 'no' | null;
  idCard: 'yes' | 'no' | null;
  facts: Partial<Facts>;
}

/** What "are you sure?" is about: only things by which something would be lost. */
export type Sure = 'cancel' | 'restart' | 'erase' | 'withdraw' | 'withdraw_consent';

/** Shown for an item that was not given, in every language. */
export const NOTHING = '—';

/** Masked forms of a submitted application, so that the clear ones need not stay in the conversation. */
export interface MaskedData {
  name: string;
  idNumber: MaskedIdNumber | typeof NOTHING;
  contact: string;
}

export interface Draft {
  name: string | null;
  idNumber: string | null;
  contact: Contact | null;
  facts: Partial<Facts>;
  warnings: Partial<Record<Item, string[]>>;
  /** Items changed since the summary was last shown. */
  changed: Item[];
}

export interface Context {
  greeted: boolean;
  /** In the application form, from the wish to open it to its submission. */
  applying: boolean;
  wallet: 'seen' | 'not_seen' | null;
  /** Step of the invited path, from 0; null when it is not being told. */
  guide: number | null;
  acknowledgedAt: EpochMs | null;
  consents: Consent[];
  draft: Draft;
  /** Contact the applicant would rather give; the phone number is asked for unless they choose. */
  contactKind: ContactKind;
  unconfirmed: Unconfirmed | null;
  /** The draft as it was before an item was cleared to be asked again, so that "leave it as it was" loses nothing. */
  before: Draft | null;
  /** The applicant is choosing an item to change at the summary. */
  picking: boolean;
  sure: Sure | null;
  /** The self-check while it runs; null when it does not. */
  check: SelfCheck | null;
  /** Facts told in the self-check, so that the form need not ask them again. */
  checkedFacts: Partial<Facts>;
  /** Application of another chat whose status is asked for, until its proof (the phone's last four digits) is given. */
  proving: string | null;
  /** Back after the session had run out, with a draft: go on or start over? */
  returned: boolean;
  /** A person owns the conversation since then; the bot is silent. */
  personSince: EpochMs | null;
  /** The one reminder of this draft has been sent. */
  reminded: boolean;
  /** Refused or failed answers to the open question, for the ladder reason → example → another way. */
  attempts: number;
  /** Messages in a row that were not understood. */
  misses: number;
  /** How often in a row the open question has been put; it is not put for ever. */
  asked: number;
  /** Wording key → how often it has been said since the form began, so that the next time it is said in other words. */
  told: Record<string, number>;
  application: (ApplicationView & { masked: MaskedData }) | null;
  /** Version of the application up to which its history has been told. */
  announced: number;
  /** Item that the reviewer asked for again. */
  reopened: Item | null;
  /** Choices offered last; a reply by number picks among them. */
  offered: Choice[];
  lastAt: EpochMs;
}

export const emptyDraft = (): Draft => ({
  name: null,
  idNumber: null,
  contact: null,
  facts: {},
  warnings: {},
  changed: [],
});

/** Pure and total, as XState runs it again on each transition. */
export const initialContext = (): Context => ({
  greeted: false,
  applying: false,
  wallet: null,
  guide: null,
  acknowledgedAt: null,
  consents: [],
  draft: emptyDraft(),
  contactKind: 'phone',
  unconfirmed: null,
  before: null,
  picking: false,
  sure: null,
  check: null,
  checkedFacts: {},
  proving: null,
  returned: false,
  personSince: null,
  reminded: false,
  attempts: 0,
  misses: 0,
  asked: 0,
  told: {},
  application: null,
  announced: 0,
  reopened: null,
  offered: [],
  lastAt: 0,
});

/** Everything of a form in progress, forgotten; what is known of a submitted application stays. */
export const withoutForm = (context: Context): Context => ({
  ...initialContext(),
  greeted: context.greeted,
  application: context.application,
  announced: context.announced,
  reopened: context.reopened,
  personSince: context.personSince,
  checkedFacts: context.checkedFacts,
  lastAt: context.lastAt,
});

export const hasConsent = (context: Context, kind: ConsentKind): boolean =>
  context.consents.some((consent) => consent.kind === kind);

/** True when cancelling would lose something the applicant typed. */
export const hasDraft = ({ draft, unconfirmed }: Context): boolean =>
  unconfirmed !== null || ITEMS.some((item) => isFilled(draft, item));

export const isFilled = (draft: Draft, item: Item): boolean => {
  switch (item) {
    case 'name':
    case 'idNumber':
    case 'contact':
      return draft[item] !== null;
    case 'payScore':
    case 'debitCard':
    case 'overdue':
      return draft.facts[item] !== undefined;
  }
};

/** The draft without one item; what was warned of it goes with it. */
export const withoutItem = (draft: Draft, item: Item): Draft => {
  const warnings = { ...draft.warnings };
  delete warnings[item];
  if (item === 'name' || item === 'idNumber' || item === 'contact') return { ...draft, warnings, [item]: null };
  const facts = { ...draft.facts };
  delete facts[item];
  return { ...draft, warnings, facts };
};
