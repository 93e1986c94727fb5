/**
 * Contract between a channel and the turn. A channel translates its activities into `InboundMessage`s, and transcript
 * entries back into activities. It knows nothing of the dialogue.
 */
import type { Attachment, EpochMs, SentKind } from '../dialogs/types';
import type { Actor } from './cases/actor';
import type { RequestedChange } from './cases/change';
import type { Application } from './cases/application';

/** What a user can do, in the terms of every channel. */
export type UserEvent = { type: 'arrived' } | { type: 'said'; text: string } | { type: 'sent'; what: SentKind };

/** An event from outside the conversation: a change of its case, or a reminder of an unfinished application. */
export type OutsideEvent = ({ type: 'caseChange' } & RequestedChange) | { type: 'reminderDue' };

/** What staff do in a conversation with an open hand-off. */
export type StaffEvent = { handoffId: string; by: Actor } & (
  { type: 'personTook' } | { type: 'personWrote'; text: string } | { type: 'personLeft' }
);

/**
 * How replies reach the sender. `fetched`: the client reads the transcript. `pushed`: a job pushes them. `response`:
 * the caller puts them into the response. `within`: the caller may do so within this many milliseconds, after
 * `TurnResult.claimForResponse`; otherwise a job pushes them.
 */
export type Answer = 'fetched' | 'pushed' | 'response' | { within: number };

/** One message or event for a conversation. */
export interface InboundMessage {
  /**
   * `<channel prefix>-<id>`, e.g. `dl-…` or `bf-…`; letters, digits, `-` and `_`. It is no secret and does not reveal
   * the channel's own id.
   */
  conversationKey: string;
  /**
   * Channel id, e.g. directline, emulator, msteams; recorded with consents. Default: the channel that the user was last
   * heard through.
   */
  channel?: string;
  /** Idempotency key within the conversation. A repeated id returns the stored answer and changes nothing. */
  id: string;
  event: UserEvent | OutsideEvent | StaffEvent;
  /**
   * The user's own activity, for channels that read it back from the transcript. Default: a message without fields for
   * `said` and `sent`, no entry for other events.
   */
  echo?: Echo;
  /** Refuses to start a conversation: throws not_found where nothing has been said. Default: starts it. */
  onlyIfStarted?: boolean;
  /** Default: `delivery` of the channel's facts. */
  answer?: Answer;
  /** The channel's conversation reference (JSON), stored sealed, for pushes. Default: the stored one. */
  reference?: unknown;
}

/** A message of an applicant, as channels bring it. */
export type UserMessage = InboundMessage & { event: UserEvent };

/** The user's activity without its text, which is taken from `event`, masked. */
export interface Echo {
  /** Activity type, e.g. message. */
  type: string;
  /**
   * Fields given back unchanged, e.g. channelData, locale. They are not masked, so they must not hold what the user
   * typed.
   */
  fields: Record<string, unknown>;
}

/** A button (suggested action). */
export interface Choice {
  title: string;
  /** Text sent back when the button is pressed. */
  value: string;
}

/**
 * One transcript entry. Positions count from 1 over the conversation's life; the position last read is the watermark.
 */
export interface PositionedEntry {
  position: number;
  from: 'user' | 'bot';
  at: EpochMs;
  /** Activity type, e.g. message, event, typing. */
  type: string;
  text?: string;
  choices?: Choice[];
  attachment?: Attachment;
  /** Position of the user's entry that this one answers. */
  replyTo?: number;
  /** See `Echo.fields`. */
  fields?: Record<string, unknown>;
  /** Who caused it; absent: the applicant. */
  by?: Actor;
  /** Delivered in the response to the user's message, so not pushed. */
  handedOver?: true;
}

/** Result of a turn. */
export interface TurnResult {
  /** True where the message was handled before. The replies are then the stored ones. */
  duplicate: boolean;
  /** Channel of the conversation. */
  channel: string;
  /** Position of the user's own entry; absent without an echo. */
  echoPosition?: number;
  /** The bot's entries. */
  replies: PositionedEntry[];
  /** Position of the last entry after the turn. */
  last: number;
  /** The case after a `caseChange`; undefined where no case has this number. */
  application?: Application;
  /**
   * For `answer: {within}`: claims the replies for the response. False where their push has begun; then they must not
   * be put into it. Call it before the response is sent. A sender that gets no response repeats the message and gets
   * the same answer.
   */
  claimForResponse(): Promise<boolean>;
}

/** Read access to conversations outside a turn. */
export interface Transcripts {
  /** Entries after `afterPosition`; 0 reads from the oldest entry kept. `last` is 0 for an unknown conversation. */
  read(conversationKey: string, afterPosition: number): Promise<{ entries: PositionedEntry[]; last: number }>;
  /**
   * Subscribes to change notifications of all nodes; returns the function that ends the subscription. Notifications may
   * be lost or repeated: read after each one, unless `news` shows that there is nothing new or carries the entries, and
   * read once after subscribing.
   */
  onChange(conversationKey: string, changed: (news?: News) => void): () => void;
}

/** Content of a change notification. */
export interface News {
  /** Position of the transcript's last entry. */
  last: number;
  /** The entries after position `after`; only from turns of this node. */
  added?: { after: number; entries: PositionedEntry[] };
}
