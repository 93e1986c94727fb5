import type { EpochMs, Item } from '../../dialogs/types';
import type { Actor } from '../cases/actor';

/**
 * An applicant's request for a person, from the asking to the release. It is kept with the conversation and changes in the commit of a
 * turn. A conversation has one at a time, and none once it is closed.
 */
export interface Handoff {
  id: string;
  conversationKey: string;
  channel: string;
  status: 'waiting' | 'owned';
  askedAt: EpochMs;
  /** Since when it has had its status. */
  since: EpochMs;
  /** Who has the conversation; absent while nobody has. */
  owner?: Actor;
  /** Where the dialogue stood when the applicant asked. */
  summary: { state: string; item?: Item; applicationNo?: string };
}

/** Id of a hand-off. `version` is the conversation version that the request creates. */
export const toHandoffId = (conversationKey: string, version: number): string =>
  `handoff-${conversationKey}-${version}`;

/** The conversation that a hand-off belongs to; undefined for what is no hand-off's id. */
export const conversationOf = (handoffId: string): string | undefined => /^handoff-(.+)-\d+$/.exec(handoffId)?.[1];
