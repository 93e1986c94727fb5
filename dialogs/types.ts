/**
 * The contract of the dialogue: events in, state and effects as data out. The dialogue knows no Redis, no HTTP and no clock; the time
 * and fresh ids come in with each event.
 */
import type { Pending, Understanding } from '../nlu/types';

/** Milliseconds since the epoch. */
export type EpochMs = number;

/** Every status of an application, in the order of its life. */
export const APPLICATION_STATUSES = ['queued', 'in_review', 'needs_info', 'approved', 'declined', 'withdrawn'] as const;
/** Where an application stands. */
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

/** Statuses of an application that is neither decided nor withdrawn. */
export const OPEN_STATUSES: readonly ApplicationStatus[] = ['queued', 'in_review', 'needs_info'];
/** Whether an application is open. An open one blocks a second application of the same person. */
export const isOpen = (application: { status: ApplicationStatus } | null): boolean =>
  application !== null && OPEN_STATUSES.includes(application.status);

/** Ways to reach an applicant; one is asked for. */
export type ContactKind = 'phone' | 'wechatId' | 'email';
/** How to reach the applicant. */
export interface Contact {
  kind: ContactKind;
  /** Canonical form of the validator, e.g. 11 digits of a phone number. */
  value: string;
}

/** What is consented to: collecting data at all, the ID number, handing the application to the lender. */
export type ConsentKind = 'privacy' | 'idNumber' | 'handover';
/** A consent as given; kept with the application as its record (PIPL Art. 14, 17, 23, 29). */
export interface Consent {
  kind: ConsentKind;
  /** Hash of the text that was agreed to. */
  textVersion: string;
  at: EpochMs;
  /** Channel in which it was given. */
  channel: string;
}

/** Band of a WeChat Pay Score as the applicant states it. */
export type PayScoreBand = 'below_550' | '550_599' | '600_649' | '650_up' | 'unsure';
/** Answer to a question of fact. */
export type YesNoUnsure = 'yes' | 'no' | 'unsure';
/** Facts that the applicant states about themself; nobody checks them here. */
export interface Facts {
  payScore: PayScoreBand;
  /** A debit card is linked to WeChat. */
  debitCard: YesNoUnsure;
  /** Something is overdue today. */
  overdue: YesNoUnsure;
}

/** Items of an application, in the order in which they are asked; a reviewer can ask for one again, an applicant can change one. */
export const ITEMS = ['name', 'idNumber', 'contact', 'payScore', 'debitCard', 'overdue'] as const satisfies readonly (
  keyof ApplicationData | keyof Facts
)[];
/** One item of an application. */
export type Item = (typeof ITEMS)[number];

/** What the applicant gave. It is personal data, encrypted wherever it is stored. */
export interface ApplicationData {
  name: string;
  idNumber: string;
  contact: Contact;
  facts: Facts;
  /** Warnings of the validators for the reviewer, e.g. region_unlisted, virtual. */
  warnings: string[];
  consents: Consent[];
}

/**
 * Items of an application that its applicant gives anew. Facts that are left out stay; `warnings` are those of the items in it, and
 * replace what the validators said of the values before.
 */
export type ApplicationPatch = Omit<Partial<ApplicationData>, 'facts'> & { facts?: Partial<Facts> };

/** One change of an application, as the dialogue sees it. */
export interface HistoryEntry {
  /** Version of the application that this change made, counted from 1. */
  version: number;
  at: EpochMs;
  by: 'applicant' | 'system' | 'reviewer';
  status: ApplicationStatus;
  /** Reason code of a decision, e.g. credit_record. */
  reason?: string;
  /** The item that needs_info asks for. */
  item?: Item;
  /** Items that the applicant changed after submission; never their values. */
  changed?: Item[];
}

/** An application as the dialogue sees it: no personal data. */
export interface ApplicationView {
  /** Application number, e.g. FF-20261123-7K3M9Q. */
  no: string;
  version: number;
  status: ApplicationStatus;
  /** Verification phrase, repeated by every genuine notification. */
  phrase: string;
  createdAt: EpochMs;
  updatedAt: EpochMs;
  history: HistoryEntry[];
}

/* ---------- events ---------- */

interface EventBase {
  now: EpochMs;
  /** Channel of the event, e.g. directline, emulator; recorded with consents. */
  channel: string;
  /** A fresh application number and verification phrase; used only if this turn submits an application. */
  fresh: { applicationNo: string; phrase: string };
}

/** Answer to the `query` of the previous step, within the same turn. */
export type QueryAnswer =
  | { query: 'claim'; outcome: 'free' }
  /** An open application has this ID number. `own`: one of this conversation; of others nothing is told. */
  | { query: 'claim'; outcome: 'taken'; own?: true }
  /** `not_found` does not tell whether there is none or the proof is wrong. */
  | { query: 'statusByNumber' | 'statusByPerson'; outcome: 'found'; application: ApplicationView }
  | { query: 'statusByNumber' | 'statusByPerson'; outcome: 'not_found' | 'throttled' }
  /** `ahead`: how many conversations have waited longer. */
  | { query: 'place'; outcome: 'waiting'; ahead: number }
  | { query: 'place'; outcome: 'none' };

/** Messages without a text that the dialogue reads. */
export const SENT_KINDS = ['image', 'audio', 'video', 'file', 'empty', 'too_long'] as const;
/** Kind of a message without a text that the dialogue reads. */
export type SentKind = (typeof SENT_KINDS)[number];

/** What can happen to a conversation. */
export type DialogEvent = EventBase &
  (
    | { type: 'arrived' } // conversation opened or restarted by the channel
    | { type: 'said'; understanding: Understanding }
    | { type: 'sent'; what: SentKind }
    | { type: 'answered'; answer: QueryAnswer }
    | { type: 'applicationChanged'; application: ApplicationView }
    | { type: 'reminderDue' }
    | { type: 'personTook' } // staff took the conversation over: the bot is silent
    | { type: 'personWrote'; text: string }
    | { type: 'personLeft' } // staff gave it back: the form goes on
  );

/* ---------- results ---------- */

/**
 * Why a person is asked for: the applicant wants one, appeals against a decision, may come to harm, or says that an application under
 * their ID number is not theirs.
 */
export type HandoffReason = 'asked' | 'appeal' | 'harm' | 'unclaimed';
/** What staff see of a conversation before they read it: where the dialogue stood, and why a person is asked for. */
export interface HandoffSummary {
  state: string;
  item?: Item;
  applicationNo?: string;
  reason?: HandoffReason;
}

/** An ID number as it may be kept and shown: its last four characters. The wording words it, as `masked.idNumber`. */
export interface MaskedIdNumber {
  last4: string;
}

/** One reply by wording key; `Dialog.render` makes the text. */
export interface Reply {
  key: string;
  params?: Record<string, string | number | MaskedIdNumber>;
  /** Keys under `choices` in the wording. Each becomes a button that sends its own title back. */
  choices?: readonly string[];
  /** Index of the variant, modulo their number; default: the seed of `render`. */
  variant?: number;
  /** A small text file for the applicant. */
  attachment?: Attachment;
}

/** A text file that goes with a reply. */
export interface Attachment {
  name: string;
  /** Media type, e.g. application/json. */
  contentType: string;
  content: string;
}

/** Proof of who asks for an application: the last four digits where its contact is a phone, or the whole contact in canonical form. */
export type Proof = { kind: 'phoneLast4'; value: string } | { kind: 'contact'; contact: Contact };

/** A question to the store. The turn answers it at once with an `answered` event, before anything is committed. */
export type Query =
  /**
   * Claims the ID number: for the open application `no` of this conversation, whose ID number is to be amended; else for the one that
   * needs_info asks about; else for a new one. Asked in the turn whose command brings the number in.
   */
  | { query: 'claim'; idNumber: string; no?: string }
  /** How an application stands, for whoever proves to be its applicant. */
  | { query: 'statusByNumber'; no: string; proof: Proof }
  /** The same for who has lost the number: the newest application of the person, open or decided. */
  | { query: 'statusByPerson'; idNumber: string; contact: Contact }
  /** Where this conversation stands among those that wait for a person; commands of this turn count. */
  | { query: 'place' };

/** A side effect as data. It is committed with the state, then carried out at least once and idempotently. */
export type Command =
  | { type: 'submit'; application: { no: string; phrase: string; data: ApplicationData } }
  | { type: 'resubmit'; no: string; patch: ApplicationPatch } // the item that needs_info asked for; status becomes in_review
  /**
   * Corrects items of an open application; its status stays (PIPL Art. 46). A new ID number is claimed first. Changes nothing where no
   * item differs, or the application is closed.
   */
  | { type: 'amend'; no: string; patch: ApplicationPatch }
  | { type: 'withdraw'; no: string; reason: 'applicant' | 'consent_withdrawn' }
  /** Erases earlier turns of the transcript, with `everything` personal data and claims of the applications too; marks of handled messages stay. */
  | { type: 'erase'; scope: 'transcript' | 'everything' }
  /** Asks for a person. Where the conversation has asked already, nothing changes. */
  | { type: 'handoff'; summary: HandoffSummary }
  /** Takes the request for a person back; nothing where none waits, or staff have taken the conversation. */
  | { type: 'cancelHandoff' }
  | { type: 'remind'; afterMs: number };

/** What a step gives back. */
export interface StepResult {
  state: DialogState;
  replies: Reply[];
  commands: Command[];
  /** Set if the step waits for an answer; the state is not committed before. */
  query?: Query;
}

/** Serializable snapshot of the conversation. It holds personal data, so the store encrypts it whole. */
export interface DialogState {
  /** Version of the snapshot's shape. Older ones are migrated, newer ones refused. */
  v: number;
  [field: string]: unknown;
}

/** Facts of the deployment that the dialogue needs; from the settings, validated at start. */
export interface DialogConfig {
  /** Who runs the desk. */
  operatorName: string;
  /** Lender the application is handed to; equal to operatorName where the operator lends itself. */
  lenderName: string;
  lenderContact: string;
  officialContact: string;
  /** Licence or registration of the operator, as told to applicants who ask; 'none' where none is configured. */
  operatorLicence: string;
  /** The same of the lender; the operator's where the operator lends itself. */
  lenderLicence: string;
  /** Postal address of the operator; 'none' where none is configured. */
  operatorAddress: string;
  /** When staff answer, as free text, e.g. 工作日 9:00–18:00. */
  serviceHours: string;
  /** True while operatorName is the clearly marked demo operator. */
  demo: boolean;
  /** Pay Score from which the wording says that an application has better prospects; never a gate. */
  minPayScore: number;
  /** Days without a message after which a draft is dropped. */
  draftDays: number;
  /** Days that the wording promises applications are kept for. */
  retentionDays: number;
  /** Minutes without a message after which the applicant is reminded of a draft, once and never at night; 0: never. */
  reminderMinutes: number;
  /** Minutes without a message after which an applicant who returns to a draft is asked whether to go on. */
  sessionMinutes: number;
}

/** A reply as the applicant sees it. A choice is a button that sends `value` back as text. */
export interface RenderedReply {
  text: string;
  choices: { title: string; value: string }[];
  attachment?: Attachment;
}

/** The wording in use, in a form that can be stored: old replies are rendered with the wording they were said in. */
export interface SpokenWording {
  /** Hash of `source`. */
  version: string;
  /** Wording file and configuration as JSON, for `revive`. */
  source: string;
  /** Renders with the wording of an earlier `source`. */
  revive(source: string): Dialog['render'];
}

/** The dialogue as the turn uses it. Every function is pure. */
export interface Dialog {
  /** State of a conversation that has just begun. */
  initial(): DialogState;
  step(state: DialogState, event: DialogEvent): StepResult;
  /** What the open question asks for; an argument of `understand`. */
  pendingOf(state: DialogState): Pending;
  /** Whether a person of the staff has the conversation. The bot is then silent. */
  isOwned(state: DialogState): boolean;
  /** Renders replies. `seed` picks among variants where the reply does not, e.g. the length of the transcript. */
  render(replies: readonly Reply[], seed: number): RenderedReply[];
  /** Placeholder for a message without text, in the language of the wording, e.g. ［图片，未保存］. */
  sentText(what: SentKind): string;
  wording: SpokenWording;
  /** The utterance as the transcript keeps it: personal data masked, secrets removed. */
  transcriptText(understanding: Understanding): string;
}
