import { capability } from '../../../bot/core/capability';
import { DeskError } from '../../../bot/errors';
import { jobOf, type QueueFacts, type Run } from '../../../bot/queue/job';
import { RetryAfter } from '../../../bot/queue/retryAfter';
import type { CommandOf } from '../../../bot/store/outbox';
import { startDesk, type TestDesk } from '../../support/desk';
import { eventually } from '../../support/patience';
import { startRedis } from '../../support/redis';

/** What each listener heard, in order. */
const heard: Record<'first' | 'second' | 'other', string[]> = { first: [], second: [], other: [] };
/** What the first listener does besides hearing. */
let first: Run<'messageShut'>;

const FIRST: QueueFacts<'messageShut'> = { name: 'first', on: 'messageShut', concurrency: 1 };
const SECOND: QueueFacts<'messageShut'> = { name: 'second', on: 'messageShut', concurrency: 1 };
/** Of another type of command. */
const OTHER: QueueFacts<'remind'> = { name: 'other', on: 'remind', concurrency: 1 };

const listeners = capability({
  name: 'listeners',
  queues: [FIRST, SECOND, OTHER],
  build: () => ({
    jobs: [
      jobOf(FIRST, async (command, job) => {
        heard.first.push(command.id);
        await first(command, job);
      }),
      jobOf(SECOND, async ({ id }) => void heard.second.push(id)),
      jobOf(OTHER, async ({ id }) => void heard.other.push(id)),
    ],
  }),
});

let desk: TestDesk;
beforeEach(async () => {
  for (const ids of Object.values(heard)) ids.length = 0;
  first = async () => {};
  desk = await startDesk((await startRedis()).url, { capabilities: [listeners] });
  desk.workers.start();
});

const shut = (id: string): CommandOf<'messageShut'> => ({
  ...{ id, type: 'messageShut', conversationKey: 'dl-1' },
  ...{ channel: 'directline', position: 1, reason: 'window' },
});

const countsOf = async (queue: string): Promise<Record<string, number>> => (await desk.queues.counts())[queue] ?? {};
const settled = (queue: string) =>
  eventually(`an end of the jobs of ${queue}`, async () => {
    const { wait = 0, prioritized = 0, active = 0, delayed = 0 } = await countsOf(queue);
    return wait + prioritized + active + delayed === 0;
  });

describe('several listeners to one type of command', () => {
  it('each hear every command once, also one that is handed over twice, and no other type', async () => {
    await desk.queues.add([shut('a'), shut('b')]);
    await desk.queues.add([shut('b'), shut('c')]);
    for (const queue of ['first', 'second', 'other']) await settled(queue);
    expect(heard).toEqual({ first: ['a', 'b', 'c'], second: ['a', 'b', 'c'], other: [] });
  });

  it('do not wait for one that takes its time', async () => {
    let go = (): void => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    first = () => held;
    await desk.queues.add([shut('a'), shut('b')]);
    await eventually('the second listener', () => heard.second.length === 2);
    expect(heard.first).toEqual(['a']);
    go();
    await eventually('the first listener', () => heard.first.length === 2);
    expect(heard.second).toEqual(['a', 'b']);
  });

  it('are not called again for one that fails and is', async () => {
    first = async () => {
      if (heard.first.length < 3) throw new RetryAfter(0, 'channel_unavailable');
    };
    await desk.queues.add([shut('a')]);
    await eventually('the third attempt', () => heard.first.length === 3);
    for (const queue of ['first', 'second']) await settled(queue);
    expect(heard).toMatchObject({ first: ['a', 'a', 'a'], second: ['a'] });
    expect(await desk.queues.deadLetters()).toEqual([]);
  });

  it('have dead letters of their own, and are not called by the retry of another’s', async () => {
    first = async () => {
      throw new DeskError('delivery_unconfirmed');
    };
    await desk.queues.add([shut('a'), shut('b')]);
    for (const queue of ['first', 'second']) await settled(queue);
    const letters = await desk.queues.deadLetters();
    expect(letters.map(({ queue, id }) => `${queue} ${id}`).sort()).toEqual(['first a', 'first b']);
    expect(await desk.queues.retry('second', 'a')).toBe(false);

    first = async () => {};
    expect(await desk.queues.retry('first', 'a')).toBe(true);
    await eventually('the retry', () => heard.first.length === 3);
    await settled('first');
    expect(heard).toMatchObject({ first: ['a', 'b', 'a'], second: ['a', 'b'] });
    expect((await desk.queues.deadLetters()).map(({ id }) => id)).toEqual(['b']);
  });
});
