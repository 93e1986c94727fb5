import { EventEmitter, once } from 'node:events';
import type { FastifyInstance } from 'fastify';
import type { Dialog } from '../../dialogs/types';
import type { Understand } from '../../nlu/types';
import { SHOWS_EVERYTHING, type ChannelFacts, type Push } from '../../bot/channel';
import type { Cases } from '../../bot/cases/cases';
import type { Clock } from '../../bot/clock';
import type { TurnResult } from '../../bot/conversation';
import { capability, type Capability } from '../../bot/core/capability';
import type { RunningCore } from '../../bot/core/core';
import { createDesk } from '../../bot/desk';
import { randomIds, type Ids } from '../../bot/ids';
import { jobs } from '../../bot/jobs';
import { createLog, type Logger } from '../../bot/log';
import type { Queues } from '../../bot/queue/queues';
import type { Relay } from '../../bot/queue/relay';
import type { WorkerGroup } from '../../bot/queue/worker';
import { CORE_SETTINGS, namesOf, parseConfig, type Config } from '../../bot/settings/config';
import { readEnvironment } from '../../bot/settings/environment';
import type { Store } from '../../bot/store';
import type { RedisClient } from '../../bot/store/redis/redis';
import type { HandleTurn } from '../../bot/turn/handleTurn';
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

/** A configuration whose keys are the same in every process, so that one can go on where another was killed. */
export const testConfig = (
  settings: Record<string, string> = {},
  groups: Parameters<typeof parseConfig>[1] = CORE_SETTINGS,
): Config => {
  const secrets = {
    STAFF_TOKEN: 'staff-token-of-a-test-run',
    DIRECT_LINE_SECRET: 'direct-line-secret-of-a-test',
    TOKEN_KEYS: `t1:${Buffer.alloc(32, 'key of test tokens').toString('base64')}`,
    DATA_KEYS: `k1:${Buffer.alloc(32, 'key of test data').toString('base64')}`,
    INDEX_KEY: Buffer.alloc(32, 'key of test persons').toString('base64'),
  };
  return parseConfig(readEnvironment(namesOf(groups), { ...secrets, ...settings }, undefined), groups);
};

const fetched: ChannelFacts = { name: 'directline', delivery: 'fetched', shows: SHOWS_EVERYTHING };
const fetchedChannel = capability({ name: 'a channel that is read', channels: [fetched], build: () => ({}) });

/** A channel that is pushed to by `push`. */
const pushedChannel = (name: string, push: Push): Capability =>
  capability({
    name,
    channels: [{ name, delivery: 'pushed', shows: SHOWS_EVERYTHING }],
    build: () => ({ channel: { push } }),
  });

/** Everything of one node but its own channels, on the Redis at `url`, with the scripted dialogue unless told otherwise. */
export interface TestDesk {
  core: RunningCore;
  /** Routes of its capabilities. */
  app: FastifyInstance;
  redis: RedisClient;
  store: Store;
  cases: Cases;
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

export interface TestDeskOptions {
  pushes?: Record<string, Push>;
  capabilities?: readonly Capability[];
  settings?: Record<string, string>;
  ids?: Ids;
  dialog?: Dialog;
  understand?: Understand;
  sweepMs?: number;
}

export const startDesk = async (
  url: string,
  {
    pushes = {},
    capabilities = [],
    settings = {},
    ids = randomIds,
    dialog = scriptedDialog,
    understand = plainUnderstand,
    sweepMs = 50,
  }: TestDeskOptions = {},
): Promise<TestDesk> => {
  const clock = createTestClock();
  const all = [
    fetchedChannel,
    ...Object.entries(pushes).map(([name, push]) => pushedChannel(name, push)),
    ...capabilities,
    jobs,
  ];
  const groups = [...CORE_SETTINGS, ...all.flatMap((one) => one.settings)];
  const config = testConfig({ RATE_MESSAGES_PER_MINUTE: '1000000', ...settings }, groups);
  const desk = await createDesk({
    ...{ config, dialog, understand, clock, ids, sweepMs, redisUrl: url, log: silentLog, capabilities: all },
  });
  const { core, work } = desk;
  if (!work) throw new Error('The desk of a test works');
  const close = releasable('a desk', () => desk.stop());
  await core.connect();
  const { store } = core;

  const replies = async (conversationKey: string): Promise<string[]> => {
    const { entries } = await store.transcripts.read(conversationKey, 0);
    return entries.filter(({ from }) => from === 'bot').map(({ text }) => text ?? '');
  };

  let said = 0;
  return {
    ...{ core, app: desk.app, clock, store, replies, close },
    redis: connectTo(url),
    cases: core.cases,
    turn: core.handleInnerTurn,
    queues: core.queues,
    relay: core.relay,
    workers: work.workers,
    say: (conversationKey, text, id = `said-${++said}`) =>
      core.handleInnerTurn({
        conversationKey,
        channel: 'directline',
        id,
        event: { type: 'said', text },
        echo: { type: 'message', fields: {} },
        reference: { to: conversationKey },
      }),
    until: (conversationKey, condition, ms) => until(store, replies, conversationKey, condition, ms),
  };
};

const until = (
  { transcripts }: Store,
  replies: TestDesk['replies'],
  conversationKey: string,
  condition: (replies: string[]) => boolean,
  ms: number | undefined,
): Promise<string[]> => {
  const nudges = new EventEmitter();
  const unsubscribe = transcripts.onChange(conversationKey, () => nudges.emit('change'));
  const fulfilled = async (): Promise<string[]> => {
    for (;;) {
      const changed = once(nudges, 'change');
      const now = await replies(conversationKey);
      if (condition(now)) return now;
      await changed;
    }
  };
  return within(`a reply in ${conversationKey}`, fulfilled(), ms).finally(unsubscribe);
};
