import type { Server } from 'node:http';
import type { PositionedEntry } from './conversation';

/** Facts of a channel, known before anything is built. */
export interface ChannelFacts {
  /** directline, msteams, wechat-oa …: recorded with conversations and consents. */
  readonly name: string;
  /** Whether the user's client fetches what the bot says, or a job pushes it. */
  readonly delivery: 'fetched' | 'pushed';
  readonly shows: Shows;
}

/** What a channel can show. What is said is adapted to it, see channels/adapt.ts. */
export interface Shows {
  /** Most buttons below one message; 0: choices become numbered text. */
  buttons: number;
  /** Most bytes (UTF-8) of one text; a longer one is split at ends of sentences. */
  textBytes: number;
  /** Whether files can be sent; elsewhere their name and content stand in the text. */
  files: boolean;
  typing: boolean;
  /** Whether the bot may write first: always, within a window that the channel judges, or never. */
  proactive: 'always' | 'window' | 'never';
}

/** A channel of the web: everything is shown. */
export const SHOWS_EVERYTHING: Shows = {
  buttons: Infinity,
  textBytes: Infinity,
  files: true,
  typing: true,
  proactive: 'always',
};

/** Whom a message is pushed to. */
export interface Addressee {
  conversationKey: string;
  /** The channel's conversation reference. */
  reference: unknown;
  /** Fields of the user's entry that the message answers; undefined for a message of the bot's own accord. */
  repliedTo?: Record<string, unknown>;
  /** True where an earlier attempt at this very message began and its outcome is not known. */
  uncertain: boolean;
}

/** Why a channel takes no more: its window is over, its quota used up, or the user has blocked the bot. */
export type ShutReason = 'window' | 'quota' | 'blocked';

/**
 * What became of a push. `sent`: the channel has taken the message. `unsent`: it surely has not; it is tried again. `shut`: it takes no
 * message now; the next route of a notice is tried. `unknown`: nobody can tell; where `uncertain` was set, the message is parked and not
 * sent twice.
 */
export type PushOutcome =
  | { is: 'sent'; id?: string }
  | { is: 'unsent'; reason: string; retryAfterMs?: number }
  | { is: 'shut'; reason: ShutReason }
  | { is: 'unknown' };

/**
 * Sends one message of the bot through a channel that is pushed to. Every message of such a channel goes this way, answers included.
 * Messages of one conversation come one by one, in order. An error that is thrown counts as `unknown`.
 */
export type Push = (message: PositionedEntry, to: Addressee) => Promise<PushOutcome>;

/** What a capability brings that talks with applicants. */
export interface Channel {
  readonly push?: Push;
  /** Called once, before the server listens: for upgrades. */
  attach?(server: Server): void;
  /** Hands the conversation over to the platform's own agents, or takes it back. */
  transfer?(to: Addressee, owner: 'staff' | 'bot'): Promise<void>;
}
