/**
 * What passes between a channel and the turn. A channel turns its own activities into `InboundMessage`s, and the transcript's entries back
 * into its own activities; it knows nothing of the dialogue.
 */
import type { Attachment, EpochMs, SentKind } from '../dialogs/types';
import type { Actor } from './cases/actor';
import type { RequestedChange } from './cases/change';
import type { Application } from './cases/application';

/** What a user can do, as any channel reports it. */
export type UserEvent = { type: 'arrived' } | { type: 'said'; text: string } | { type: 'sent'; what: SentKind };

/** What happens to a conversation from outside it: its case changes, or the applicant left a draft lying. */
export type OutsideEvent = ({ type: 'caseChange' } & RequestedChange) | { type: 'reminderDue' };

/** What staff do with a conversation that asked for a person. */
export type StaffEvent = { handoffId: string; by: Actor } & (
  { type: 'personTook' } | { type: 'personWrote'; text: string } | { type: 'personLeft' }
);

/**
 * How the answers to a message reach its sender. `fetched`: they are read from the transcript. `pushed`: a job pushes them. `response`:
 * whoever brought the message hands them over. `within`: they may be handed over within so many milliseconds, by
 * `TurnResult.claimForResponse`; a job pushes them later if they were not.
 */
export type Answer = 'fetched' | 'pushed' | 'response' | { within: number };

export interface InboundMessage {
  /** See store/keys.ts: a prefix a channel (`dl-…`, `bf-…`), safe characters only; hides the channel's own id. */
  conversationKey: string;
  /** directline, emulator, msteams …: recorded with consents. Absent: the channel the user was last heard through. */
  channel?: string;
  /** Idempotency key within the conversation: the same id again is answered the same and changes nothing. */
  id: string;
  event: UserEvent | OutsideEvent | StaffEvent;
  /** The user's own activity, for a channel that reads it back from the transcript. Absent: nothing is echoed. */
  echo?: Echo;
  /** Only into a conversation in which something has been said: elsewhere the turn throws not_found. */
  onlyIfStarted?: boolean;
  /** Default: as the channel's facts say. */
  answer?: Answer;
  /** The channel's conversation reference (JSON), kept sealed for pushes; absent leaves the one stored. */
  reference?: unknown;
}

/** The text of the echo is taken from `event` (redacted where it held a secret), never from here. */
export interface Echo {
  /** Activity type, e.g. message. */
  type: string;
  /** Fields given back unchanged, e.g. channelData, locale, textFormat. Not redacted, so nothing the user typed belongs here. */
  fields: Record<string, unknown>;
}

/** A button. */
export interface Choice {
  title: string;
  /** Text that pressing the button sends back. */
  value: string;
}

/** One entry of the transcript. Positions count from 1 over the whole life of the conversation; the last one read is the watermark. */
export interface PositionedEntry {
  position: number;
  from: 'user' | 'bot';
  at: EpochMs;
  /** Activity type: message, event, typing … */
  type: string;
  text?: string;
  choices?: Choice[];
  attachment?: Attachment;
  /** Position of the user's entry that this one answers. */
  replyTo?: number;
  /** See Echo.fields. */
  fields?: Record<string, unknown>;
  /** Who brought it about; absent: the applicant's own message. */
  by?: Actor;
  /** It was handed over in the response to its message, so it is not pushed. */
  handedOver?: true;
}

export interface TurnResult {
  /** True where the message had been handled before; the rest is then the stored answer of that time. */
  duplicate: boolean;
  /** The channel that the conversation goes through. */
  channel: string;
  /** Position of the user's own entry, if the message carried an echo. */
  echoPosition?: number;
  /** The bot's entries. */
  replies: PositionedEntry[];
  /** Position of the transcript's last entry after the turn. */
  last: number;
  /** The case as it stands after a `caseChange`; undefined where there is none of this number. */
  application?: Application;
  /**
   * For `answer: {within}`. Resolves to true if the replies may be handed over in the response now; false where their push has begun. Called
   * before the response is sent: a sender that gets none repeats the message, and is answered the same.
   */
  claimForResponse(): Promise<boolean>;
}

/**
 * Reading a conversation from outside a turn. Reads consume nothing. `onChange` is a nudge across nodes: read after it, unless its news say
 * that there is nothing new, or bring it; and read once after subscribing. It returns the function that ends the subscription.
 */
export interface Transcripts {
  /** Entries after `afterPosition` (0: from the oldest still kept); `last` is 0 for an unknown conversation. */
  read(conversationKey: string, afterPosition: number): Promise<{ entries: PositionedEntry[]; last: number }>;
  onChange(conversationKey: string, changed: (news?: News) => void): () => void;
}

/** What a nudge can say by itself. */
export interface News {
  /** Position of the transcript's last entry. */
  last: number;
  /** Everything after `after`, from a turn of this node. */
  added?: { after: number; entries: PositionedEntry[] };
}
