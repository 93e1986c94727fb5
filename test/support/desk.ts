import { EventEmitter, once } from 'node:events';
import type { Dialog } from '../../dialogs/types';
import type { Understand } from '../../nlu/types';
import type { Clock } from '../../bot/clock';
import type { Push, TurnResult } from '../../bot/conversation';
import { randomIds, type Ids } from '../../bot/ids';
import { createLog, type Logger } from '../../bot/log';
import { createProcessors } from '../../bot/queue/processors';
import { createQueues, type Queues } from '../../bot/queue/queues';
import { createRelay, type Relay } from '../../bot/queue/relay';
import { createWorkers, type WorkerGroup } from '../../bot/queue/worker';
import { createStore, type Store } from '../../bot/store';
import { waitUntilReady, type RedisClient } from '../../bot/store/redis/redis';
import { createTurn, type HandleTurn } from '../../bot/turn/turn';
import { within } from './patience';
import { connectTo } from './redis';
import { releasable } from './release';
import { plainUnderstand, scriptedDialog } from './scriptedDialog';

export const silentLog: Logger = createLog('silent');

export interface TestClock extends Clock {
  advance(ms: number): void;
}

export const createTestClock = (start = Date.UTC(2026, 10, 23, 4)): TestClock => {
  let now = start;
  return { now: () => now, advance: (ms) => void (now += ms) };
};

/** The same in every process, so that one can go on where another was killed. */
const dataKey = { id: 'k1', key: Buffer.alloc(32, 'key of test data') };
const indexKey = Buffer.alloc(32, 'key of test persons');

/** Everything of one node but HTTP, on the Redis at `url`, with the scripted dialogue unless told otherwise. */
export interface TestDesk {
  redis: RedisClient;
  store: Store;
  clock: TestClock;
  turn: HandleTurn;
  queues: Queues;
  relay: Relay;
  workers: WorkerGroup;
  /** The user says `text`; each call is another message unless `id` says otherwise. */
  say(conversationKey: string, text: string, id?: string): Promise<TurnResult>;
  /** Texts of the bot's side of the transcript. */
  replies(conversationKey: string): Promise<string[]>;
  /** Resolves when the transcript of a conversation fulfils `condition`. */
  until(conversationKey: string, condition: (replies: string[]) => boolean, ms?: number): Promise<string[]>;
  /** At the latest at the end of the test. */
  close(): Promise<void>;
}

export const startDesk = async (
  url: string,
  {
    pushes = {},
    ids = randomIds,
    dialog = scriptedDialog,
    understand = plainUnderstand,
    sweepMs = 50,
  }: { pushes?: Record<string, Push>; ids?: Ids; dialog?: Dialog; understand?: Understand; sweepMs?: number } = {},
): Promise<TestDesk> => {
  const redis = connectTo(url, 'store');
  const subscriber = connectTo(url, 'subscriber');
  const blocking = connectTo(url, 'worker');
  const clients = [redis, subscriber, blocking];
  await Promise.all(clients.map((client) => waitUntilReady(client)));

  const clock = createTestClock();
  const store = createStore({
    redis,
    subscriber,
    dataKeys: [dataKey],
    indexKey,
    retention: { draftDays: 1, retentionDays: 180 },
    dialog,
  });
  await store.wordings.keep();
  const queues = createQueues(redis, silentLog);
  const relay = createRelay({
    outbox: store.outbox,
    reminders: store.reminders,
    queues,
    clock,
    log: silentLog,
    sweepMs,
  });
  const nudgeRelay = (conversationKey: string): void => relay.nudge(conversationKey);
  const pushOf = (name: string): Push | undefined => pushes[name];
  const isPushed = (name: string): boolean => name in pushes;
  const turn = createTurn({
    store,
    dialog,
    understand,
    clock,
    ids,
    isPushed,
    nudgeRelay,
  });
  const processors = createProcessors({ store, turn, clock, pushOf, nudgeRelay });
  const workers = createWorkers({ connection: blocking, processors, log: silentLog });

  let said = 0;
  const replies = async (conversationKey: string): Promise<string[]> => {
    const { entries } = await store.transcripts.read(conversationKey, 0);
    return entries.filter(({ from }) => from === 'bot').map(({ text }) => text ?? '');
  };

  return {
    redis,
    store,
    clock,
    turn,
    queues,
    relay,
    workers,
    replies,
    say: (conversationKey, text, id = `said-${++said}`) =>
      turn({
        conversationKey,
        channel: 'directline',
        id,
        event: { type: 'said', text },
        echo: { type: 'message', fields: {} },
        ref: { to: conversationKey },
      }),
    async until(conversationKey, condition, ms) {
      const nudges = new EventEmitter();
      const unsubscribe = store.transcripts.onChange(conversationKey, () => nudges.emit('change'));
      const fulfilled = async (): Promise<string[]> => {
        for (;;) {
          const changed = once(nudges, 'change');
          const now = await replies(conversationKey);
          if (condition(now)) return now;
          await changed;
        }
      };
      return within(`a reply in ${conversationKey}`, fulfilled(), ms).finally(unsubscribe);
    },
    close: releasable('a desk', async () => {
      await relay.stop();
      await workers.stop();
      await queues.close();
      for (const client of clients) client.disconnect();
    }),
  };
};
