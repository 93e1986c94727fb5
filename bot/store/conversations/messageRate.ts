import type { EpochMs } from '../../../dialogs/types';
import type { InboundMessage } from '../../conversation';
import { DeskError } from '../../errors';

/** Messages of a conversation within a minute. It lies in the conversation's own record, so no counter is asked besides. */
export interface MessageRate {
  since: EpochMs;
  count: number;
}

/** Rate of a conversation that has said nothing. */
export const NO_RATE: MessageRate = { since: 0, count: 0 };

const MINUTE_MS = 60_000;

/**
 * The rate with this message, within the minute that its first message began. Events that are no user's count nothing.
 * @throws DeskError rate_limited beyond `limit` a minute
 */
export const countMessage = (
  { event }: InboundMessage,
  rate: MessageRate,
  now: EpochMs,
  limit: number,
): MessageRate => {
  if (event.type !== 'said' && event.type !== 'sent') return rate;
  if (now - rate.since >= MINUTE_MS) return { since: now, count: 1 };
  if (rate.count >= limit) throw new DeskError('rate_limited');
  return { ...rate, count: rate.count + 1 };
};
