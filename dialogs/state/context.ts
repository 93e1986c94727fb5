/** What the dialogue remembers between turns. The open question is derived from it; there is no step counter. */
import type { Choice } from './questions';
import { ITEMS } from '../types';
import type {
  ApplicationPatch,
  ApplicationView,
  Consent,
  ConsentKind,
  Contact,
  ContactKind,
  EpochMs,
  Facts,
  Item,
  MaskedIdNumber,
  Proof,
} from '../types';

/** A valid but unusual value that the applicant must confirm, e.g. 13888888888 or a name with a missing dot. */
export interface Unconfirmed {
  item: 'name' | 'idNumber' | 'contact';
  value: string;
  contactKind: ContactKind | null;
  /** Key under `questions.confirmValue` in the wording, e.g. looks_fake; `amend` where it changes an application handed in. */
  reason: string;
  warnings: readonly string[];
}

/** Look-up of an application whose number is lost: what has been given of its proof. */
export interface Recovery {
  idNumber: string | null;
  contact: Contact | null;
}

/** Look-up of an application by its number. */
export interface Lookup {
  no: string;
  proof: Proof | null;
}

/** Answers of the eligibility self-check. They are not part of an application. */
export interface SelfCheck {
  age: 'yes' | 'no' | null;
  idCard: 'yes' | 'no' | null;
  facts: Partial<Facts>;
}

/** What "are you sure?" asks about: actions that lose something. */
export type Sure = 'cancel' | 'restart' | 'erase' | 'withdraw';

/** Shown for an item that was not given; the same in every language. */
export const NOTHING = '—';

/** Personal data of an application as the chat may show it; after submission the conversation keeps no other form. */
export interface MaskedData {
  name: string;
  idNumber: MaskedIdNumber | typeof NOTHING;
  contact: string;
}

/** An application handed in, as the conversation keeps it: personal data only masked. */
export type KeptApplication = ApplicationView & {
  masked: MaskedData;
  facts?: Partial<Facts>;
  consents?: Consent[];
};

/** An application being filled in; null where an item is missing. */
export interface Draft {
  name: string | null;
  idNumber: string | null;
  contact: Contact | null;
  facts: Partial<Facts>;
  warnings: Partial<Record<Item, string[]>>;
  /** Items changed since the summary was last shown. */
  changed: Item[];
}

/** What is remembered of an application of another chat; no personal data. */
export type FoundApplication = Pick<ApplicationView, 'no' | 'status' | 'phrase'> & { reason: string };

/** Context of the statechart. */
export interface Context {
  /** The bot has introduced itself. */
  greeted: boolean;
  /** The application form is open, from the wish to apply to submission. */
  applying: boolean;
  /** Whether 分付 shows in the applicant's wallet, i.e. whether they are invited. */
  wallet: 'seen' | 'not_seen' | null;
  /** Step of the guide for invited users, from 0; null outside the guide. */
  guide: number | null;
  /** When the applicant acknowledged what to expect. */
  acknowledgedAt: EpochMs | null;
  consents: Consent[];
  draft: Draft;
  /** Kind of contact that is asked for; phone unless the applicant chooses another. */
  contactKind: ContactKind;
  /** Values to confirm, the first of them asked about now. */
  unconfirmed: Unconfirmed[];
  /** The draft before an item was cleared to be asked again; `go_back` restores it. */
  before: Draft | null;
  /** The applicant is choosing an item to change at the summary. */
  picking: boolean;
  sure: Sure | null;
  /** The self-check; null when it is not running. */
  check: SelfCheck | null;
  /** Facts of the last self-check; the form does not ask them again. */
  checkedFacts: Partial<Facts>;
  /** Application of another chat whose status is asked for; its proof is awaited. */
  lookup: Lookup | null;
  recovery: Recovery | null;
  /** How an application of another chat stood when it was looked up here. */
  found: FoundApplication | null;
  /** Corrections of the application handed in, on their way to it. */
  amending: ApplicationPatch | null;
  /** When a person was last asked for who has not come yet. */
  handoffAt: EpochMs | null;
  /** Returned to a draft after `sessionMinutes`: the question is whether to go on. */
  returned: boolean;
  /** When a person of the staff took the conversation; null while the bot has it. */
  personSince: EpochMs | null;
  /** Has said to be under age and not taken it back. */
  minor: boolean;
  /** The reminder of this draft has been sent; there is only one. */
  reminded: boolean;
  /** Refused or failed answers to the open question; the help grows with it: reason, example, another way. */
  attempts: number;
  /** Messages in a row that were not understood. */
  misses: number;
  /** How often the open question has been asked in a row; `speak` stops at a limit. */
  asked: number;
  /** Wording key → how often it has been said since the form began; picks the next variant. */
  told: Record<string, number>;
  application: KeptApplication | null;
  /** Version of the application up to which its history has been announced. */
  announced: number;
  /** Item that the reviewer asked for again. */
  reopened: Item | null;
  /** Choices offered last; a number in the next message picks among them. */
  offered: Choice[];
  /** When the applicant last wrote or opened the chat. */
  lastAt: EpochMs;
}

/** A draft with nothing filled in. */
export const emptyDraft = (): Draft => ({
  name: null,
  idNumber: null,
  contact: null,
  facts: {},
  warnings: {},
  changed: [],
});

/** Context of a new conversation. It must be pure and total: XState calls it on each transition. */
export const initialContext = (): Context => ({
  greeted: false,
  applying: false,
  wallet: null,
  guide: null,
  acknowledgedAt: null,
  consents: [],
  draft: emptyDraft(),
  contactKind: 'phone',
  unconfirmed: [],
  before: null,
  picking: false,
  sure: null,
  check: null,
  checkedFacts: {},
  lookup: null,
  recovery: null,
  found: null,
  amending: null,
  handoffAt: null,
  returned: false,
  personSince: null,
  minor: false,
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

/** The context without the form in progress; what is known of a submitted application stays. */
export const withoutForm = (context: Context): Context => ({
  ...initialContext(),
  greeted: context.greeted,
  application: context.application,
  announced: context.announced,
  reopened: context.reopened,
  personSince: context.personSince,
  checkedFacts: context.checkedFacts,
  handoffAt: context.handoffAt,
  minor: context.minor,
  told: answersTold(context.told),
  lastAt: context.lastAt,
});

/** Answers go on being shorter when they are asked for again; questions of the form begin anew. */
const answersTold = (told: Context['told']): Context['told'] =>
  Object.fromEntries(Object.entries(told).filter(([key]) => key.startsWith('answers.')));

/** Whether a consent of this kind has been given and not taken back. */
export const hasConsent = (context: Context, kind: ConsentKind): boolean =>
  context.consents.some((consent) => consent.kind === kind);

/** Whether cancelling would lose something that the applicant gave. */
export const hasDraft = ({ draft, unconfirmed }: Context): boolean =>
  unconfirmed.length > 0 || ITEMS.some((item) => isFilled(draft, item));

/** Whether the draft has a value for an item. */
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

/** The draft without one item and its warnings. */
export const withoutItem = (draft: Draft, item: Item): Draft => {
  const warnings = { ...draft.warnings };
  delete warnings[item];
  if (item === 'name' || item === 'idNumber' || item === 'contact') return { ...draft, warnings, [item]: null };
  const facts = { ...draft.facts };
  delete facts[item];
  return { ...draft, warnings, facts };
};
