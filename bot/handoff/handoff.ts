import type { EpochMs, HandoffSummary } from '../../dialogs/types';
import type { Actor } from '../cases/actor';

/**
 * A request for a person, from the request to the release. It is stored in the conversation's record, and changes in a
 * turn's commit. A conversation has at most one.
 */
export interface Handoff {
  id: string;
  conversationKey: string;
  channel: string;
  status: 'waiting' | 'owned';
  askedAt: EpochMs;
  /** Since when it has this status. */
  since: EpochMs;
  /** Who owns the conversation; absent while `waiting`. */
  owner?: Actor;
  /** State of the dialogue when the applicant asked, and why. */
  summary: HandoffSummary;
}

/** Id of a hand-off. `version` is the conversation version that the request creates. */
export const toHandoffId = (conversationKey: string, version: number): string =>
  `handoff-${conversationKey}-${version}`;

/** Conversation key of a hand-off id; undefined where it is none. */
export const conversationOf = (handoffId: string): string | undefined => /^handoff-(.+)-\d+$/.exec(handoffId)?.[1];
