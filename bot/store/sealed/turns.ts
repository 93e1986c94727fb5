import type { EpochMs, Reply } from '../../../dialogs/types';
import type { Actor } from '../../cases/actor';

/** The entries of one turn as they are stored: the user's own, if the channel reads it back, then the bot's. */
export interface TranscriptTurn {
  at: EpochMs;
  /** Activity type, and fields given back unchanged; `text` is masked. */
  user?: { type: string; text?: string; fields: Record<string, unknown> };
  /** Keys of the wording with their parameters. */
  replies: Reply[];
  /** Version of the wording they are to be read with, see wordings.ts. */
  wording: string;
  /** Who brought the turn about; absent: the applicant. */
  by?: Actor;
  /** The replies were handed over in the response to the message, so they are not pushed. */
  handedOver?: true;
}

/** Number of entries that a turn adds to the transcript. */
export const lengthOf = ({ user, replies }: TranscriptTurn): number => (user ? 1 : 0) + replies.length;
