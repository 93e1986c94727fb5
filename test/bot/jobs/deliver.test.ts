import { SHOWS_EVERYTHING, type Push, type PushOutcome, type Shows } from '../../../bot/channel';
import type { Answer } from '../../../bot/conversation';
import { capability } from '../../../bot/core/capability';
import { jobOf, type QueueFacts } from '../../../bot/queue/job';
import { prefixOf } from '../../../bot/queue/queues';
import type { CommandOf } from '../../../bot/store/outbox';
import { startDesk, type TestDesk } from '../../support/desk';
import { eventually } from '../../support/patience';
import { startRedis } from '../../support/redis';

/** What was pushed, in order: `1 heard 1`; with a question mark where an attempt before may have arrived. */
const pushed: string[] = [];
const shut: CommandOf<'messageShut'>[] = [];
/** What becomes of the next pushes; all others are sent. */
let next: (() => PushOutcome | Promise<PushOutcome>)[] = [];

/** Each answer follows the message that it answers: the nth one is at position 2n. */
const push: Push = async ({ position, text = '' }, { uncertain }) => {
  pushed.push(`${position / 2} ${text}${uncertain ? '?' : ''}`);
  return next.shift()?.() ?? { is: 'sent' };
};

const becomes = (outcome: PushOutcome) => () => outcome;
const sent = becomes({ is: 'sent' });
const unknown = becomes({ is: 'unknown' });
const unsent = (retryAfterMs = 0) => becomes({ is: 'unsent', reason: 'busy', retryAfterMs });
const breaks = (): never => {
  throw new Error('socket hang up');
};

const channel = (name: string, shows: Partial<Shows> = {}) =>
  capability({
    name,
    channels: [{ name, delivery: 'pushed', shows: { ...SHOWS_EVERYTHING, ...shows } }],
    build: () => ({ channel: { push } }),
  });
const SHUT: QueueFacts<'messageShut'> = { name: 'hearShut', on: 'messageShut', concurrency: 1 };
const listener = capability({
  name: 'a listener to what channels do not take',
  queues: [SHUT],
  build: () => ({ jobs: [jobOf(SHUT, async (command) => void shut.push(command))] }),
});

let desk: TestDesk;
beforeEach(async () => {
  pushed.length = 0;
  shut.length = 0;
  next = [];
  // The narrow one shows "heard 1" in two messages.
  const channels = [channel('wide'), channel('narrow', { textBytes: 4 }), channel('replying', { proactive: 'never' })];
  desk = await startDesk((await startRedis()).url, { capabilities: [...channels, listener] });
});

const KEY = 'to-1';
const say = (
  id: string,
  { on = 'wide', answer, text = '你好' }: { on?: string; answer?: Answer; text?: string } = {},
) =>
  desk.turn({
    ...{ conversationKey: KEY, channel: on, id, event: { type: 'said', text } },
    ...{ reference: { to: KEY }, ...(answer !== undefined && { answer }) },
  });

const work = (): void => {
  desk.relay.start();
  desk.workers.start();
};

const countsOf = async (queue: string): Promise<Record<string, number>> => (await desk.queues.counts())[queue] ?? {};

/** No command and no job is left, not even one that is to come again. */
const settled = () =>
  eventually('an end of the jobs', async () => {
    const open = Object.values(await desk.queues.counts()).flatMap(
      ({ wait = 0, prioritized = 0, active = 0, delayed = 0 }) => [wait + prioritized + active + delayed],
    );
    return (await desk.store.outbox.backlog()).length === 0 && open.every((count) => count === 0);
  });

/** Milliseconds for which a job that is to come again waits. */
const waitOf = async (id: string): Promise<number> => {
  await eventually('a job that waits', async () => (await countsOf('deliver'))['delayed'] === 1);
  return Number(await desk.redis.hget(`${prefixOf('deliver')}:deliver:${id}`, 'delay'));
};

const deadLetters = async () => (await desk.queues.deadLetters()).map(({ id, reason }) => ({ id, reason }));
const retryDeadLetter = async (): Promise<void> => {
  const [letter] = await desk.queues.deadLetters();
  expect(await desk.queues.retry('deliver', letter?.id ?? '')).toBe(true);
  await settled();
};

describe('answers that may be handed over in the response', () => {
  it('are pushed once the time is over, and not claimed after that', async () => {
    work();
    const result = await say('m1', { answer: { within: 50 } });
    await settled();
    expect(pushed).toEqual(['1 heard 1']);
    expect(await result.claimForResponse()).toBe(false);
  });

  it('are not pushed before', async () => {
    work();
    const result = await say('m1', { answer: { within: 3_600_000 } });
    expect(await waitOf(`deliver-${KEY}-1`)).toBe(3_600_000);
    expect(pushed).toEqual([]);
    expect(await result.claimForResponse()).toBe(true);
  });

  it('are never pushed once they have been claimed, and what comes after them is', async () => {
    const result = await say('m1', { answer: { within: 0 } });
    expect(await result.claimForResponse()).toBe(true);
    await say('m2');
    work();
    await settled();
    expect(pushed).toEqual(['2 heard 2']);
  });

  it('are claimed again by who repeats the message, also after the time', async () => {
    const first = await say('m1', { answer: { within: 0 } });
    expect(await first.claimForResponse()).toBe(true);
    await say('m2');
    work();
    await settled();
    const again = await say('m1', { answer: { within: 0 } });
    expect(again).toMatchObject({ duplicate: true, replies: first.replies });
    expect(await again.claimForResponse()).toBe(true);
    await settled();
    expect(pushed).toEqual(['2 heard 2']);
  });

  it('are the job’s from the beginning of their push, also for who repeats the message', async () => {
    const first = await say('m1', { answer: { within: 0 } });
    const claims: boolean[] = [];
    next = [
      async () => {
        const again = await say('m1', { answer: { within: 0 } });
        expect(again.replies).toEqual(first.replies);
        claims.push(await first.claimForResponse(), await again.claimForResponse());
        return { is: 'sent' };
      },
    ];
    work();
    await settled();
    expect(claims).toEqual([false, false]);
    expect(pushed).toEqual(['1 heard 1']);
  });

  it('may be claimed again where their push has surely failed, and are not pushed then', async () => {
    const result = await say('m1', { answer: { within: 0 } });
    next = [unsent(200)];
    work();
    await eventually('a push', () => pushed.length > 0);
    await eventually('a claim', () => result.claimForResponse());
    await settled();
    expect(pushed).toEqual(['1 heard 1']);
  });

  it('that are none need no push', async () => {
    const result = await say('m1', { answer: { within: 0 }, text: 'remind 60000' });
    expect([result.replies, await result.claimForResponse()]).toEqual([[], true]);
    expect((await desk.store.outbox.backlog()).length).toBe(0);
  });

  it('are not pushed where they were handed over without asking', async () => {
    await say('m1', { answer: 'response' });
    await say('m2', { answer: 'pushed' });
    work();
    await settled();
    expect(pushed).toEqual(['2 heard 2']);
  });
});

describe('a message that the channel has surely not taken', () => {
  it('is sent again, as fresh, before what comes after it', async () => {
    next = [unsent(), unsent()];
    await say('m1');
    await say('m2');
    work();
    await settled();
    expect(pushed.filter((text) => text === '1 heard 1')).toHaveLength(3);
    expect(pushed.at(-1)).toBe('2 heard 2');
    expect(pushed.slice(0, -1)).not.toContain('2 heard 2');
  });

  it('waits as long as the channel asks', async () => {
    next = [unsent(3_600_000)];
    await say('m1');
    work();
    expect(await waitOf(`deliver-${KEY}-1`)).toBe(3_600_000);
  });

  it('waits a second where the channel does not say how long', async () => {
    next = [becomes({ is: 'unsent', reason: 'busy' })];
    await say('m1');
    work();
    expect(await waitOf(`deliver-${KEY}-1`)).toBe(1_000);
    await settled();
    expect(pushed).toEqual(['1 heard 1', '1 heard 1']);
  });

  it('becomes a dead letter by and by, which names the channel’s fault and sends it when staff say so', async () => {
    next = Array.from({ length: 8 }, () => unsent());
    await say('m1');
    work();
    await settled();
    expect(pushed).toHaveLength(8);
    expect(await deadLetters()).toEqual([{ id: `deliver-${KEY}-1`, reason: 'channel_unavailable' }]);
    await retryDeadLetter();
    expect(pushed.slice(8)).toEqual(['1 heard 1']);
    expect(await deadLetters()).toEqual([]);
  });
});

describe('a message whose fate nobody can tell', () => {
  it.each([
    ['where the channel says so', unknown],
    ['where the push breaks', breaks],
  ])('is sent once more, as uncertain, %s', async (_, fate) => {
    next = [fate];
    await say('m1');
    work();
    await settled();
    expect(pushed).toEqual(['1 heard 1', '1 heard 1?']);
    expect(await deadLetters()).toEqual([]);
  });

  it('is parked the second time: what comes after it goes on, and it is a dead letter', async () => {
    next = [unknown, unknown];
    await say('m1');
    work();
    await eventually('an attempt', () => pushed.length > 0);
    await say('m2');
    await settled();
    expect(pushed).toEqual(['1 heard 1', '1 heard 1?', '2 heard 2']);
    expect(await deadLetters()).toMatchObject([{ reason: 'delivery_unconfirmed' }]);
  });

  it('is parked and a dead letter also where what comes after it has to be tried again', async () => {
    next = [unknown, unknown, unsent()];
    await say('m1');
    await say('m2', { answer: { within: 3_600_000 } });
    work();
    await eventually('a dead letter', async () => (await countsOf('deliver'))['failed'] === 1);
    expect(pushed).toEqual(['1 heard 1', '1 heard 1?', '2 heard 2', '2 heard 2']);
    const [letter] = await desk.queues.deadLetters();
    expect(letter).toMatchObject({ id: `deliver-${KEY}-1`, reason: 'delivery_unconfirmed' });
    await desk.queues.retry('deliver', letter?.id ?? '');
    await eventually('a push', () => pushed.length > 4);
    expect(pushed.slice(4)).toEqual(['1 heard 1']);
  });

  it('is not claimed for a response, neither while it is uncertain nor when it is parked', async () => {
    const result = await say('m1', { answer: { within: 0 } });
    next = [unknown, unknown];
    work();
    await eventually('an attempt', () => pushed.length > 0);
    expect(await result.claimForResponse()).toBe(false);
    await settled();
    expect(await result.claimForResponse()).toBe(false);
    expect(pushed).toEqual(['1 heard 1', '1 heard 1?']);
  });

  it('stays uncertain though the channel says that it has not taken it the second time', async () => {
    next = [unknown, unsent()];
    await say('m1');
    work();
    await settled();
    expect(pushed).toEqual(['1 heard 1', '1 heard 1?', '1 heard 1?']);
  });

  describe('and that staff send again', () => {
    beforeEach(async () => {
      next = [unknown, unknown];
      await say('m1');
      work();
      await settled();
      pushed.length = 0;
    });

    it('is sent as fresh, once', async () => {
      await retryDeadLetter();
      expect(pushed).toEqual(['1 heard 1']);
      expect(await deadLetters()).toEqual([]);
    });

    it('waits as long as the channel asks where it is not taken', async () => {
      next = [unsent(3_600_000)];
      const [letter] = await desk.queues.deadLetters();
      await desk.queues.retry('deliver', letter?.id ?? '');
      expect(await waitOf(`deliver-${KEY}-1`)).toBe(3_600_000);
      expect(pushed).toEqual(['1 heard 1']);
    });

    it.each([
      ['where the channel says so', unknown],
      ['where the push breaks', breaks],
    ])('is parked anew where its fate is not known again: %s', async (_, fate) => {
      next = [fate];
      await retryDeadLetter();
      expect(pushed).toEqual(['1 heard 1']);
      expect(await deadLetters()).toMatchObject([{ reason: 'delivery_unconfirmed' }]);
      await retryDeadLetter();
      expect(pushed).toEqual(['1 heard 1', '1 heard 1']);
      expect(await deadLetters()).toEqual([]);
    });

    it('is left to the listeners where the channel has shut meanwhile', async () => {
      next = [becomes({ is: 'shut', reason: 'window' })];
      await retryDeadLetter();
      expect(shut).toMatchObject([{ conversationKey: KEY, position: 2, reason: 'window' }]);
      expect(await deadLetters()).toEqual([]);
    });
  });
});

describe('a message that a shut channel does not take', () => {
  it.each(['window', 'quota', 'blocked'] as const)(
    'is left to the listeners of `messageShut` (%s), and what comes after it goes on',
    async (reason) => {
      next = [becomes({ is: 'shut', reason })];
      await say('m1');
      await say('m2');
      work();
      await settled();
      expect(pushed).toEqual(['1 heard 1', '2 heard 2']);
      expect(shut).toMatchObject([{ conversationKey: KEY, channel: 'wide', position: 2, reason }]);
      expect(await deadLetters()).toEqual([]);
    },
  );

  it('is not even tried where it answers nothing and the bot may not write first', async () => {
    const { conversationKey, id } = { conversationKey: KEY, id: 'arrived' };
    await say('m1', { on: 'replying' });
    await desk.turn({ conversationKey, channel: 'replying', id, event: { type: 'arrived' } });
    work();
    await settled();
    expect(pushed).toEqual(['1 heard 1']);
    expect(shut).toMatchObject([{ channel: 'replying', position: 3, reason: 'window' }]);
  });
});

describe('an answer of several messages', () => {
  const PARTS = ['1 hear', '1 d 1'];

  it('is sent part by part', async () => {
    await say('m1', { on: 'narrow' });
    work();
    await settled();
    expect(pushed).toEqual(PARTS);
  });

  it('goes on with the part that was not taken, and repeats none that was', async () => {
    next = [sent, unsent(), unsent()];
    await say('m1', { on: 'narrow' });
    await say('m2', { on: 'narrow' });
    work();
    await settled();
    expect(pushed.filter((text) => text === PARTS[0])).toHaveLength(1);
    expect(pushed.filter((text) => text === PARTS[1])).toHaveLength(3);
    expect(pushed.slice(-2)).toEqual(['2 hear', '2 d 2']);
  });

  it('goes on with the part whose fate is not known, as uncertain', async () => {
    next = [sent, unknown];
    await say('m1', { on: 'narrow' });
    work();
    await settled();
    expect(pushed).toEqual([...PARTS, '1 d 1?']);
  });

  it('is not claimed between two parts', async () => {
    const result = await say('m1', { on: 'narrow', answer: { within: 0 } });
    next = [sent, unsent(3_600_000)];
    work();
    await waitOf(`deliver-${KEY}-1`);
    expect(await result.claimForResponse()).toBe(false);
  });

  it('is left to the listeners once where the channel shuts between two parts', async () => {
    next = [sent, becomes({ is: 'shut', reason: 'quota' })];
    await say('m1', { on: 'narrow' });
    work();
    await settled();
    expect(pushed).toEqual(PARTS);
    expect(shut).toMatchObject([{ position: 2, reason: 'quota' }]);
  });
});
