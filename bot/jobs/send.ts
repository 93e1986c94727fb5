import { adapt } from '../channels/adapt';
import type { Addressee, ChannelFacts, Push, PushOutcome, ShutReason } from '../channel';
import type { PositionedEntry } from '../conversation';
import { DeskError } from '../errors';
import type { JobContext } from '../queue/job';
import { RetryAfter } from '../queue/retryAfter';
import type { Deliveries } from '../store/conversations/deliveries';
import type { Outgoing } from './outgoing';

/** A channel with `push`. */
export interface PushedChannel {
  facts: ChannelFacts;
  push: Push;
}

/** Outcome of sending an entry. `parked`: it is unknown whether it arrived. */
export type Sent = { is: 'sent' | 'parked' } | { is: 'shut'; reason: ShutReason };

const SENT: Sent = { is: 'sent' };
const PARKED: Sent = { is: 'parked' };

const addresseeOf = (conversationKey: string, { reference, repliedTo }: Outgoing, uncertain: boolean): Addressee => ({
  conversationKey,
  reference,
  ...(repliedTo && { repliedTo }),
  uncertain,
});

/** Pushes a message. An error of the push is an unknown outcome. */
const tryPush = (push: Push, message: PositionedEntry, to: Addressee): Promise<PushOutcome> =>
  push(message, to).catch((): PushOutcome => ({ is: 'unknown' }));

/** Error for a retry of the job, after the delay that the channel prescribes, if it does. */
const notTaken = ({ reason, retryAfterMs }: Extract<PushOutcome, { is: 'unsent' }>): Error =>
  retryAfterMs === undefined
    ? new DeskError('channel_unavailable', reason)
    : new RetryAfter(retryAfterMs, 'channel_unavailable');

/**
 * Pushes one message between two marks.
 * @throws DeskError conversation_busy or channel_unavailable, or RetryAfter, for a retry of the job
 */
const sendMessage = async (
  { message, part }: { message: PositionedEntry; part: number },
  outgoing: Outgoing,
  { conversationKey, push, job, deliveries }: Sending,
): Promise<Sent> => {
  const attempt = await deliveries.begin(conversationKey, { position: message.position, part }, job.id);
  if (attempt === 'done') return SENT;
  if (attempt === 'busy') throw new DeskError('conversation_busy', 'Another job is delivering');
  const uncertain = attempt === 'uncertain';
  const outcome = await tryPush(push, message, addresseeOf(conversationKey, outgoing, uncertain));
  switch (outcome.is) {
    case 'sent':
      return SENT;
    case 'shut':
      return outcome;
    case 'unknown':
      if (uncertain || job.last) return PARKED;
      throw new DeskError('channel_unavailable', 'The outcome of a push is not known');
    case 'unsent':
      if (!uncertain) await deliveries.abandon(conversationKey);
      else if (job.last) return PARKED;
      throw notTaken(outcome);
  }
};

/** Target of an entry, and the job that sends it. */
export interface Sending extends PushedChannel {
  conversationKey: string;
  job: JobContext;
  deliveries: Deliveries;
}

/**
 * Sends an entry: those of its messages that have not been sent.
 * @throws DeskError conversation_busy or channel_unavailable, or RetryAfter, for a retry of the job
 */
export const sendEntry = async (outgoing: Outgoing, sending: Sending): Promise<Sent> => {
  const { entry } = outgoing;
  const { conversationKey, facts, deliveries } = sending;
  if (facts.shows.proactive === 'never' && entry.replyTo === undefined) return { is: 'shut', reason: 'window' };
  const messages = adapt(entry, facts.shows);
  for (const [part, message] of messages.entries()) {
    const sent = await sendMessage({ message, part }, outgoing, sending);
    if (sent.is !== 'sent') return sent;
    if (part < messages.length - 1) await deliveries.settlePart(conversationKey, { position: entry.position, part });
  }
  return SENT;
};

/**
 * Sends a parked entry again, all of it, even if it arrived before.
 * @throws DeskError channel_unavailable or RetryAfter where a message is `unsent`
 */
export const resendEntry = async (
  outgoing: Outgoing,
  { conversationKey, facts, push }: Pick<Sending, 'conversationKey' | 'facts' | 'push'>,
): Promise<Sent> => {
  for (const message of adapt(outgoing.entry, facts.shows)) {
    const outcome = await tryPush(push, message, addresseeOf(conversationKey, outgoing, false));
    if (outcome.is === 'unsent') throw notTaken(outcome);
    if (outcome.is === 'shut') return outcome;
    if (outcome.is === 'unknown') return PARKED;
  }
  return SENT;
};
