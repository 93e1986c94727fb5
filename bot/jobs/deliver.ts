import { DeskError } from '../errors';
import { jobOf, type Job, type QueueFacts } from '../queue/job';
import type { Store } from '../store';
import type { OutboxCommand } from '../store/outbox';
import { createOutgoing } from './outgoing';
import { resendEntry, sendEntry, type PushedChannel, type Sent } from './send';

/** Queue of deliveries. Conversations are delivered concurrently, the entries of one conversation in order. */
export const DELIVER: QueueFacts<'deliver'> = { name: 'deliver', on: 'deliver', concurrency: 16 };

/** Dependencies of the delivery job. */
export interface DeliverDeps {
  store: Pick<Store, 'deliveries' | 'transcripts'>;
  /** Takes follow-up commands. */
  queues: { add(commands: readonly OutboxCommand[]): Promise<void> };
  /** Undefined for a channel without push. */
  channelOf(name: string): PushedChannel | undefined;
}

/**
 * Pushes the entries that are due, in order. Any job of a conversation delivers for all; the others find nothing due.
 * An entry with an unknown outcome is parked: later entries go on, and the job becomes a dead letter, whose retry sends
 * the entry again. An entry that a `shut` channel refuses causes the command `messageShut`.
 * @throws DeskError delivery_unconfirmed where entries were parked; those of `sendEntry` and `resendEntry`, for a retry
 */
export const deliverJob = ({ store, queues, channelOf }: DeliverDeps): Job => {
  const { deliveries } = store;
  const outgoing = createOutgoing(store);

  return jobOf(DELIVER, async (command, job) => {
    const { conversationKey, channel, parked: parkedBefore = [], resend: again = [], ...rest } = command;
    const pushed = channelOf(channel);
    if (!pushed) return;
    const sending = { ...pushed, conversationKey, job, deliveries };
    const parked = [...parkedBefore];
    const update = (left: { parked?: number[]; resend?: number[] }): Promise<void> =>
      job.update({ ...rest, conversationKey, channel, ...left });
    const heed = async (position: number, sent: Sent): Promise<void> => {
      if (sent.is === 'parked') {
        parked.push(position);
        await update({ parked, resend: again.filter((one) => one > position) });
      }
      if (sent.is !== 'shut') return;
      const id = `shut-${conversationKey}-${position}`;
      await queues.add([{ id, type: 'messageShut', conversationKey, channel, position, reason: sent.reason }]);
    };
    const endParked = async (): Promise<void> => {
      if (parked.length === 0) return;
      await update({ resend: parked });
      throw new DeskError('delivery_unconfirmed', `Parked: ${parked.length}`);
    };

    for (const position of again) {
      const entry = await outgoing.at(conversationKey, position);
      if (entry) await heed(position, await resendEntry(entry, sending));
      await update({ parked, resend: again.filter((one) => one > position) });
    }
    if (again.length > 0) await endParked();

    let due = await outgoing.next(conversationKey);
    for (; due.entry; due = await outgoing.next(conversationKey)) {
      const { position } = due.entry;
      await heed(position, await sendEntry(due, sending));
      await deliveries.settle(conversationKey, position);
    }
    if (due.upTo > 0) await deliveries.settle(conversationKey, due.upTo);
    await endParked();
  });
};
