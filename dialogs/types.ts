/**
 * The contract of the dialogue: events in, state and effects-as-data out. Nothing here knows Redis, HTTP or a clock; time and
 * fresh ids come in with each event.
 */
import type { Pending, Understanding } from '../nlu/types';

/** Milliseconds since the epoch. */
export type EpochMs = number;

/** Every status of an application, in the order of its life. */
export const APPLICATION_STATUSES = ['queued', 'in_review', 'needs_info', 'approved', 'declined', 'withdrawn'] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

/** Neither decided nor withdrawn. */
export const OPEN_STATUSES: readonly ApplicationStatus[] = ['queued', 'in_review', 'needs_info'];
/** Whether an application is open: an open one blocks a second application of the same person. */
export const isOpen = (application: { status: ApplicationStatus } | null): boolean =>
  application !== null && OPEN_STATUSES.includes(application.status);

export type ContactKind = 'phone' | 'wechatId' | 'email';
export interface Contact {
  kind: ContactKind;
  value: string;
}

export type ConsentKind = 'privacy' | 'idNumber' | 'handover';
/** What was agreed to: kept with the application (PIPL Art. 14, 17, 23, 29). */
export interface Consent {
  kind: ConsentKind;
  textVersion: string;
  at: EpochMs;
  channel: string;
}

export type PayScoreBand = 'below_550' | '550_599' | '600_649' | '650_up' | 'unsure';
export type YesNoUnsure = 'yes' | 'no' | 'unsure';
export interface Facts {
  payScore: PayScoreBand;
  debitCard: YesNoUnsure;
  overdue: YesNoUnsure;
}

/** Items a reviewer can ask for again and an applicant can change at the summary. */
export const ITEMS = ['name', 'idNumber', 'contact', 'payScore', 'debitCard', 'overdue'] as const satisfies readonly (
  keyof ApplicationData | keyof Facts
)[];
export type Item = (typeof ITEMS)[number];

/** What the applicant said; personal data, encrypted wherever it is stored. */
export interface ApplicationData {
  name: string;
  idNumber: string;
  contact: Contact;
  facts: Facts;
  /** Reason codes of domain.md for the reviewer, e.g. region_unlisted, virtual. */
  warnings: string[];
  consents: Consent[];
}

export interface HistoryEntry {
  /** 1, 2, 3 …: the version of the application that this entry made. */
  version: number;
  at: EpochMs;
  by: 'applicant' | 'system' | 'reviewer';
  status: ApplicationStatus;
  /** Decision's reason code, e.g. credit_record. */
  reason?: string;
  /** Internal note of the reviewer; never shown to the applicant. */
  note?: string;
  /** Which item needs_info asks for. */
  item?: Item;
}

/** The application as the store keeps it, decrypted. `data` is null after erasure. */
export interface Application {
  no: string;
  version: number;
  status: ApplicationStatus;
  conversationKey: string;
  channel: string;
  /** Short phrase that every genuine notification repeats. */
  phrase: string;
  createdAt: EpochMs;
  updatedAt: EpochMs;
  data: ApplicationData | null;
  history: HistoryEntry[];
}

/** What the dialogue may see of an application: no personal data. */
export type ApplicationView = Pick<
  Application,
  'no' | 'version' | 'status' | 'phrase' | 'createdAt' | 'updatedAt' | 'history'
>;

/* ---------- events ---------- */

interface EventBase {
  now: EpochMs;
  /** Channel the event came through, e.g. directline, emulator; recorded with consents. */
  channel: string;
  /** A fresh application number and verification phrase, used only if this turn submits. */
  fresh: { applicationNo: string; phrase: string };
}

/** Answer to the `query` of the step before, within the same turn. */
export type QueryAnswer =
  | { query: 'claim'; outcome: 'free' }
  | { query: 'claim'; outcome: 'taken'; application: Pick<Application, 'no' | 'status'> }
  | { query: 'statusByNumber'; outcome: 'found'; application: ApplicationView }
  | { query: 'statusByNumber'; outcome: 'not_found' | 'throttled' };

/** What can be sent instead of a text that the bot reads. */
export const SENT_KINDS = ['image', 'audio', 'video', 'file', 'empty', 'too_long'] as const;
export type SentKind = (typeof SENT_KINDS)[number];

export type DialogEvent = EventBase &
  (
    | { type: 'arrived' } // conversation opened or restarted by the channel
    | { type: 'said'; understanding: Understanding }
    | { type: 'sent'; what: SentKind }
    | { type: 'answered'; answer: QueryAnswer }
    | { type: 'applicationChanged'; application: ApplicationView }
    | { type: 'reminderDue' }
    | { type: 'personTook' } // staff took the conversation over: the bot falls silent
    | { type: 'personWrote'; text: string }
    | { type: 'personLeft' } // staff gave it back: the form goes on
  );

/* ---------- results ---------- */

/** An ID number as it may be kept and shown: its last four characters. The wording words it, as `masked.idNumber`. */
export interface MaskedIdNumber {
  last4: string;
}

/** Wording by key; `choices` become buttons. Rendering is wording.render's job. */
export interface Reply {
  key: string;
  params?: Record<string, string | number | MaskedIdNumber>;
  /** Choice keys, rendered from `choices.*` in the wording; sent back as their own title. */
  choices?: readonly string[];
  /** Which of the variants, counted round; without it the seed picks. */
  variant?: number;
  /** A file for the applicant, small and made of text. */
  attachment?: Attachment;
}

export interface Attachment {
  name: string;
  contentType: string;
  content: string;
}

/** A question only the outside can answer; the turn answers it at once with an `answered` event, before anything is committed. */
export type Query = { query: 'claim'; idNumber: string } | { query: 'statusByNumber'; no: string; phoneLast4: string };

/** Effects of a step, as data. They are committed with the state, then carried out at least once and idempotently. */
export type Command =
  | { type: 'submit'; application: { no: string; phrase: string; data: ApplicationData } }
  | { type: 'resubmit'; no: string; patch: Partial<ApplicationData> } // the item that needs_info asked for; status becomes in_review
  | { type: 'withdraw'; no: string; reason: 'applicant' | 'consent_withdrawn' }
  /** Erases the transcript of earlier turns; with `everything`, the applications' personal data and claims too. Marks of handled messages stay. */
  | { type: 'erase'; scope: 'transcript' | 'everything' }
  | { type: 'handoff'; summary: { state: string; item?: Item; applicationNo?: string } }
  | { type: 'remind'; afterMs: number };

export interface StepResult {
  state: DialogState;
  replies: Reply[];
  commands: Command[];
  query?: Query;
}

/** Serializable snapshot of the conversation; personal data inside, so the store encrypts it whole. */
export interface DialogState {
  /** Version of the snapshot's shape; older ones are migrated, unknown ones re-derived. */
  v: number;
  [field: string]: unknown;
}

/** What the dialogue needs to know of the deployment; from configuration, validated at start. */
export interface DialogConfig {
  operatorName: string;
  /** Lender the application is handed to; equal to operatorName where the operator lends itself. */
  lenderName: string;
  lenderContact: string;
  officialContact: string;
  serviceHours: string;
  /** True while operatorName is the clearly marked demo operator. */
  demo: boolean;
  minPayScore: number;
  draftDays: number;
  retentionDays: number;
  /** Quiet minutes after which a draft is brought to mind, once and never at night; 0 for never. */
  reminderMinutes: number;
  /** Quiet minutes after which somebody who returns to a draft is asked whether to go on. */
  sessionMinutes: number;
}

/** A reply as the applicant sees it; each choice becomes a button that sends `value` back as text. */
export interface RenderedReply {
  text: string;
  choices: { title: string; value: string }[];
  attachment?: Attachment;
}

/** The wording in use, so that what it said can be said again once it has changed. */
export interface SpokenWording {
  /** Another one for another text, or other things filled in. */
  version: string;
  /** All that `revive` needs. */
  source: string;
  /** `render` of the wording that `source` was of. */
  revive(source: string): Dialog['render'];
}

/** The dialogue as the turn uses it. All of it is pure. */
export interface Dialog {
  initial(): DialogState;
  step(state: DialogState, event: DialogEvent): StepResult;
  /** What the open question asks for, for `understand`. */
  pendingOf(state: DialogState): Pending;
  /** Whether a person of the staff has the conversation: the bot is silent. */
  isOwned(state: DialogState): boolean;
  /** `seed` picks among variants, e.g. the length of the transcript. */
  render(replies: readonly Reply[], seed: number): RenderedReply[];
  /** What the transcript shows in the place of something sent without a text to keep, in the language of the wording. */
  sentText(what: SentKind): string;
  wording: SpokenWording;
  /** What the transcript keeps of an utterance: ID numbers, phone numbers and addresses masked, secrets gone. */
  transcriptText(understanding: Understanding): string;
}
