import { adapt } from '../channels/adapt';
import type { Addressee, ChannelFacts, Push, PushOutcome, ShutReason } from '../channel';
import type { PositionedEntry } from '../conversation';
import { DeskError } from '../errors';
import type { JobContext } from '../queue/job';
import { RetryAfter } from '../queue/retryAfter';
import type { Deliveries } from '../store/conversations/deliveries';
import type { Outgoing } from './outgoing';

/** A channel that is pushed to. */
export interface PushedChannel {
  facts: ChannelFacts;
  push: Push;
}

/** What became of an entry. `parked`: nobody can tell whether it arrived. */
export type Sent = { is: 'sent' | 'parked' } | { is: 'shut'; reason: ShutReason };

const SENT: Sent = { is: 'sent' };
const PARKED: Sent = { is: 'parked' };

const addresseeOf = (conversationKey: string, { ref, asked }: Outgoing, uncertain: boolean): Addressee => ({
  conversationKey,
  ref,
  ...(asked && { asked }),
  uncertain,
});

/** An error of the push says nothing of the message. */
const tryPush = (push: Push, message: PositionedEntry, to: Addressee): Promise<PushOutcome> =>
  push(message, to).catch((): PushOutcome => ({ is: 'unknown' }));

/** Has the job called again, when the channel says if it does. */
const notTaken = ({ reason, retryAfterMs }: Extract<PushOutcome, { is: 'unsent' }>): Error =>
  retryAfterMs === undefined
    ? new DeskError('channel_unavailable', reason)
    : new RetryAfter(retryAfterMs, 'channel_unavailable');

/** Sends one message between two marks. @throws to be called again */
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

/** Where an entry is sent, and by which job. */
export interface Sending extends PushedChannel {
  conversationKey: string;
  job: JobContext;
  deliveries: Deliveries;
}

/** Sends an entry: all parts of it that `begin` does not call done. @throws to be called again */
export const sendEntry = async (outgoing: Outgoing, sending: Sending): Promise<Sent> => {
  const { entry } = outgoing;
  const { conversationKey, facts, deliveries } = sending;
  if (facts.shows.unasked === 'never' && entry.replyTo === undefined) return { is: 'shut', reason: 'window' };
  const messages = adapt(entry, facts.shows);
  for (const [part, message] of messages.entries()) {
    const sent = await sendMessage({ message, part }, outgoing, sending);
    if (sent.is !== 'sent') return sent;
    if (part < messages.length - 1) await deliveries.settlePart(conversationKey, { position: entry.position, part });
  }
  return SENT;
};

/** Sends an entry again, all of it, whether or not it arrived the first time. @throws to be called again */
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
