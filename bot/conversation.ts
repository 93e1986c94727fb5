/**
 * What passes between a channel and the turn. A channel turns its own activities into `InboundMessage`s, and the transcript's
 * entries back into its own activities; it knows nothing of the dialogue.
 */
import type { Attachment, EpochMs } from '../dialogs/types';

/** What a user can do, as any channel reports it. */
export type UserEvent =
  | { type: 'arrived' }
  | { type: 'said'; text: string }
  | { type: 'sent'; what: 'image' | 'audio' | 'video' | 'file' | 'empty' | 'too_long' };

/** What the worker tells a conversation: the application `no` has changed, or the applicant left a draft lying. */
export type WorkerEvent = { type: 'applicationChanged'; no: string } | { type: 'reminderDue' };

/** What staff do with a conversation that asked for a person. */
export type StaffEvent = { handoffId: string } & (
  { type: 'personTook' } | { type: 'personWrote'; text: string } | { type: 'personLeft' }
);

export interface InboundMessage {
  /** See store/keys.ts: `dl-…` or `bf-…`, safe characters only, hides the channel's own id. */
  conversationKey: string;
  /** directline, emulator, msteams …: recorded with consents, and names the push that delivers to it. */
  channel: string;
  /** Idempotency key within the conversation: the same id again is answered the same and changes nothing. */
  id: string;
  event: UserEvent | WorkerEvent | StaffEvent;
  /** The user's own activity, for a channel that reads it back from the transcript. Absent: nothing is echoed. */
  echo?: Echo;
  /** Only into a conversation in which something has been said: elsewhere the turn throws not_found. */
  begun?: boolean;
  /** Whoever brought the message hands over the answers: on a channel that is pushed to, these are not pushed. */
  answersInResponse?: boolean;
  /** The channel's conversation reference (JSON), kept sealed for pushes; absent leaves the one stored. */
  ref?: unknown;
}

/** The text of the echo is taken from `event` (redacted where it held a secret), never from here. */
export interface Echo {
  /** Activity type, e.g. message. */
  type: string;
  /** Fields given back unchanged, e.g. channelData, locale, textFormat. Not redacted, so nothing the user typed belongs here. */
  fields: Record<string, unknown>;
}

export interface Choice {
  title: string;
  /** What pressing the button sends back as text. */
  value: string;
}

/** One line of the transcript. Positions count from 1 over the whole life of the conversation; the last one read is the watermark. */
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
}

/** A bot's entry as the turn returns it. */
export interface OutgoingMessage {
  position: number;
  at: EpochMs;
  text: string;
  choices: Choice[];
  attachment?: Attachment;
}

export interface TurnResult {
  /** True where the message had been handled before; the rest is then the stored answer of that time. */
  duplicate: boolean;
  /** Position of the user's own entry, if the message carried an echo. */
  echoPosition?: number;
  replies: OutgoingMessage[];
  /** Position of the transcript's last entry after the turn. */
  last: number;
}

/**
 * Reading a conversation from outside a turn. Reads consume nothing.
 * `onChange` is a nudge across nodes: read the log after it, unless its news say that there is nothing new, or bring it; and read the log
 * once after subscribing. It returns the function that ends the subscription.
 */
export interface Transcripts {
  /** Entries after `afterPosition` (0: from the beginning, or from the oldest still kept); `last` is 0 for an unknown conversation. */
  read(conversationKey: string, afterPosition: number): Promise<{ entries: PositionedEntry[]; last: number }>;
  onChange(conversationKey: string, changed: (news?: News) => void): () => void;
}

/** What a nudge can say by itself. */
export interface News {
  /** Position of the transcript's last entry. */
  last: number;
  /** From a turn of this node, everything after `after`. */
  added?: { after: number; entries: PositionedEntry[] };
}

export interface PushContext {
  conversationKey: string;
  /** True where an earlier attempt at this very message began and its outcome is not known. */
  uncertain: boolean;
}

/**
 * Sends one bot entry through a channel that is pushed to. Every bot entry of such a channel goes this way, answers included: the
 * channel's endpoint hands the message to the turn and is done. Entries of one conversation come one by one, in order.
 *
 * Throws `DeskError('channel_unavailable')` where the message has surely not been sent (it is tried again), and
 * `DeskError('delivery_unconfirmed')` where `uncertain` cannot be resolved by asking the channel (it is parked, not sent twice).
 * After any other error the message counts as uncertain.
 */
export type Push = (ref: unknown, message: PositionedEntry, context: PushContext) => Promise<'sent'>;
