import type { EpochMs } from '../../../dialogs/types';
import type { InboundMessage } from '../../conversation';
import { DeskError } from '../../errors';

/**
 * Messages of a conversation in a fixed window of one minute. It is part of the conversation's record, so no further
 * key is read.
 */
export interface MessageRate {
  since: EpochMs;
  count: number;
}

/** Rate before the first message. */
export const NO_RATE: MessageRate = { since: 0, count: 0 };

const MINUTE_MS = 60_000;

/**
 * The rate after this message. Only events of type `said` and `sent` count.
 * @throws DeskError rate_limited beyond `limit` messages a minute
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
