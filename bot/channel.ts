import type { Server } from 'node:http';
import type { PositionedEntry } from './conversation';

/** Static facts of a channel, known before anything is built. */
export interface ChannelFacts {
  /** Channel id, e.g. directline, msteams. Recorded with conversations and consents. */
  readonly name: string;
  /** `fetched`: the client reads the transcript. `pushed`: a job sends each reply. */
  readonly delivery: 'fetched' | 'pushed';
  readonly shows: Shows;
}

/** What a channel can show. `channels/adapt.ts` adapts replies to it. */
export interface Shows {
  /** Maximum of buttons on one message. More choices become numbered text. */
  buttons: number;
  /** Maximum length of a text in UTF-8 bytes. A longer text is split at sentence ends. */
  textBytes: number;
  /** Whether files can be sent. Otherwise name and content are put into the text. */
  files: boolean;
  /** Whether a typing indicator can be shown. */
  typing: boolean;
  /** Proactive messages: always allowed, allowed within a window that the channel judges, or never. */
  proactive: 'always' | 'window' | 'never';
}

/** Facts of a channel without limits. */
export const SHOWS_EVERYTHING: Shows = {
  buttons: Infinity,
  textBytes: Infinity,
  files: true,
  typing: true,
  proactive: 'always',
};

/** Recipient of a push. */
export interface Addressee {
  conversationKey: string;
  /** The channel's conversation reference, as its inbound messages brought it. */
  reference: unknown;
  /** `Echo.fields` of the user's entry that the message answers; undefined for a proactive message. */
  repliedTo?: Record<string, unknown>;
  /** True where an earlier attempt at this message was begun and its outcome is unknown. */
  uncertain: boolean;
}

/**
 * Why a channel refuses a message for now: its window has closed, its quota is used up, or the user has blocked the
 * bot.
 */
export type ShutReason = 'window' | 'quota' | 'blocked';

/**
 * Outcome of a push. `sent`: the channel accepted the message. `unsent`: it surely did not; the push is retried.
 * `shut`: it refuses the message for now; the push is not retried. `unknown`: nobody can tell; after an `uncertain`
 * attempt, or on the last one, the message is parked and not sent again by itself.
 */
export type PushOutcome =
  | { is: 'sent'; id?: string }
  | { is: 'unsent'; reason: string; retryAfterMs?: number }
  | { is: 'shut'; reason: ShutReason }
  | { is: 'unknown' };

/**
 * Sends one message of the bot through a pushed channel. Every message of such a channel is sent this way, replies
 * included. Messages of one conversation are sent one at a time, in order. An error counts as `unknown`.
 */
export type Push = (message: PositionedEntry, to: Addressee) => Promise<PushOutcome>;

/** What a capability contributes to conversations. */
export interface Channel {
  readonly push?: Push;
  /** Called once, before the server listens; for WebSocket upgrades. */
  attach?(server: Server): void;
}
