import type { EpochMs, Item } from '../../dialogs/types';

/**
 * An applicant's request for a person, from the asking to the release. It is kept with the conversation and changes in the commit of a
 * turn; a conversation has one at a time, and none once it is closed. Nothing personal, so it lies in clear.
 */
export interface Handoff {
  id: string;
  conversationKey: string;
  channel: string;
  status: 'waiting' | 'owned';
  askedAt: EpochMs;
  /** Since when it has had its status. */
  since: EpochMs;
  /** Where the dialogue stood when the applicant asked. */
  summary: { state: string; item?: Item; applicationNo?: string };
}

/** `version` is the conversation's that the asking makes. */
export const toHandoffId = (conversationKey: string, version: number): string =>
  `handoff-${conversationKey}-${version}`;

/** The conversation that a hand-off belongs to; undefined for what is no hand-off's id. */
export const conversationOf = (handoffId: string): string | undefined => /^handoff-(.+)-\d+$/.exec(handoffId)?.[1];
