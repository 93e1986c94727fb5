import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { SHARDS } from '../../bot/store/keys';
import { QUEUE_NAMES } from '../support/queueNames';
import { Applicants, MID_FORM, WHOLE } from './conversation';
import { Visitor } from './directLineLoad';
import { bounded, say, type Bench } from './measure';
import { startBuiltDesk, startDurableRedis } from './processes';

const CONVERSATIONS = 1_000;

const usedMemory = async (redis: Redis): Promise<number> =>
  Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);

/** Resolves when nothing is left to be done but reminders that are not due. */
const settled = async (redis: Redis): Promise<void> => {
  const outboxes = Array.from({ length: SHARDS }, (_, shard) => `fd:{s${shard}}:outbox`);
  const lists = [...outboxes, ...QUEUE_NAMES.flatMap((q) => [`{fd:${q}}:${q}:wait`, `{fd:${q}}:${q}:active`])];
  const sets = QUEUE_NAMES.map((queue) => `{fd:${queue}}:${queue}:prioritized`);
  const lengths = [...lists.map((key) => redis.llen(key)), ...sets.map((key) => redis.zcard(key))];
  if ((await Promise.all(lengths)).every((length) => length === 0)) return;
  await delay(100);
  return settled(redis);
};

/** Jobs done are kept for a while, at most 10,000 a queue, and counters of rate limits for a minute: neither grows with what is stored. */
const dropPassing = async (redis: Redis): Promise<void> => {
  for (const queue of QUEUE_NAMES) {
    const completed = await redis.zrange(`{fd:${queue}}:${queue}:completed`, 0, -1);
    for (const id of completed) await redis.del(`{fd:${queue}}:${queue}:${id}`);
    await redis.del(`{fd:${queue}}:${queue}:completed`, `{fd:${queue}}:${queue}:events`);
  }
  const counters = await redis.keys('fd:throttle:*');
  if (counters.length > 0) await redis.del(...counters);
};

/** What Redis needs for a conversation in the middle of the form, and for one whose application has been handed in. */
export const memory: Bench = {
  name: 'memory',
  async run() {
    const server = await startDurableRedis();
    const redis = new Redis(server.url);
    const desk = await startBuiltDesk(server.url);
    const applicants = new Applicants();
    const warmUp = await Visitor.open(desk.url, desk.secret, applicants.next());
    for (let said = 0; said < WHOLE; said++) await warmUp.say();
    warmUp.leave();

    const visitors: Visitor[] = [];
    const measure = async (from: number, to: number): Promise<number> => {
      for (const visitor of visitors) for (let said = from; said < to; said++) await visitor.say();
      await settled(redis);
      await dropPassing(redis);
      return usedMemory(redis);
    };
    await settled(redis);
    await dropPassing(redis);
    const empty = await usedMemory(redis);
    for (let i = 0; i < CONVERSATIONS; i++) visitors.push(await Visitor.open(desk.url, desk.secret, applicants.next()));
    const open = ((await measure(0, MID_FORM)) - empty) / CONVERSATIONS;
    say(`  ${Math.round(open)} bytes for each open conversation`);
    const finished = ((await measure(MID_FORM, WHOLE)) - empty) / CONVERSATIONS;

    for (const visitor of visitors) visitor.leave();
    redis.disconnect();
    await desk.stop();
    await server.stop();
    return [
      bounded(
        { name: 'Redis, conversation in mid-form', value: open, unit: 'bytes', target: '≤ 2,048' },
        (bytes) => bytes <= 2048,
      ),
      bounded(
        { name: 'Redis, finished application', value: finished, unit: 'bytes', target: '≤ 3,072' },
        (bytes) => bytes <= 3072,
      ),
    ];
  },
};
