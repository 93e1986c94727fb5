import type { Clock } from '../clock';
import type { Logger } from '../log';
import type { Reminders } from '../store/conversations/reminders';
import { shardOf } from '../store/keys';
import { MAX_PEEKED, type Outbox } from '../store/outbox';
import type { Queues } from './queues';

/** Moves commands from outboxes to queues. */
export interface Relay {
  start(): void;
  /** Resolves when the current run has ended. */
  stop(): Promise<void>;
}

/** Dependencies of the relay. */
export interface RelayDeps {
  outbox: Outbox;
  reminders: Reminders;
  queues: Pick<Queues, 'add'>;
  clock: Clock;
  log: Logger;
  /** Interval between sweeps of all shards and reminders, in milliseconds. Default: 1,000. */
  sweepMs?: number;
}

/** Shards drained in one step. BullMQ adds their commands in one transaction, which blocks Redis. */
const SHARDS_AT_ONCE = 16;

/**
 * Creates the relay. Commands are first added, then removed (at least once); the job id makes the effect idempotent.
 * Several relays may run concurrently.
 */
export const createRelay = ({ outbox, reminders, queues, clock, log, sweepMs = 1_000 }: RelayDeps): Relay => {
  const waiting = new Set<number>();
  let running: Promise<void> | undefined;
  let sweep: NodeJS.Timeout | undefined;

  /** Moves the oldest commands of some waiting shards. */
  const drain = async (): Promise<void> => {
    const shards = [...waiting].slice(0, SHARDS_AT_ONCE);
    for (const shard of shards) waiting.delete(shard);
    const peeked = await Promise.all(shards.map(async (shard) => ({ shard, items: await outbox.peek(shard) })));
    const filled = peeked.filter(({ items }) => items.length > 0);
    if (filled.length === 0) return;
    await queues.add(filled.flatMap(({ items }) => items.map(({ command }) => command)));
    await Promise.all(filled.map(({ shard, items }) => outbox.remove(shard, items)));
    for (const { shard, items } of filled) if (items.length === MAX_PEEKED) waiting.add(shard);
  };

  const drainWaiting = async (): Promise<void> => {
    try {
      while (waiting.size > 0) await drain();
    } catch (error) {
      log.warn({ err: error }, 'relay failed; the sweep repeats it');
    }
  };

  const wake = (): void => {
    if (!sweep || running) return;
    running = drainWaiting().finally(() => {
      running = undefined;
      if (waiting.size > 0) wake();
    });
  };

  const sweepAll = async (): Promise<void> => {
    try {
      await reminders.release(clock.now());
      for (const shard of await outbox.pendingShards()) waiting.add(shard);
      wake();
    } catch (error) {
      log.warn({ err: error }, 'sweep failed');
    }
  };

  outbox.onAnnounced((conversationKey) => {
    waiting.add(shardOf(conversationKey));
    wake();
  });

  return {
    start() {
      sweep ??= setInterval(() => void sweepAll(), sweepMs);
      void sweepAll();
    },

    async stop() {
      clearInterval(sweep);
      sweep = undefined;
      await running;
    },
  };
};
