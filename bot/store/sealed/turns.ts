import type { EpochMs, Reply } from '../../../dialogs/types';
import type { Actor } from '../../cases/actor';

/** Stored form of a turn's transcript entries: the user's own, if the channel reads it back, then the bot's. */
export interface TranscriptTurn {
  at: EpochMs;
  /** Activity type, masked text, and `Echo.fields`. */
  user?: { type: string; text?: string; fields: Record<string, unknown> };
  /** Wording keys with parameters. */
  replies: Reply[];
  /** Version of the wording that renders them, see wordings.ts. */
  wording: string;
  /** Who caused the turn; absent: the applicant. */
  by?: Actor;
  /** The response to the message delivered the replies, so they are not pushed. */
  handedOver?: true;
}

/** Number of transcript entries of a turn. */
export const lengthOf = ({ user, replies }: TranscriptTurn): number => (user ? 1 : 0) + replies.length;
