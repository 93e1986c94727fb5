import type { EpochMs } from '../../../dialogs/types';
import type { InboundMessage } from '../../conversation';
import { DeskError } from '../../errors';

/** How many messages a conversation has sent since when. It lies in the conversation's own record: no counter to be asked besides. */
export interface MessageRate {
  since: EpochMs;
  count: number;
}

export const NO_RATE: MessageRate = { since: 0, count: 0 };

const MINUTE_MS = 60_000;

/** The rate with this message, within the minute that its first message began. Throws rate_limited beyond `most`. */
export const countMessage = ({ event }: InboundMessage, rate: MessageRate, now: EpochMs, most: number): MessageRate => {
  if (event.type !== 'said' && event.type !== 'sent') return rate;
  if (now - rate.since >= MINUTE_MS) return { since: now, count: 1 };
  if (rate.count >= most) throw new DeskError('rate_limited');
  return { ...rate, count: rate.count + 1 };
};
