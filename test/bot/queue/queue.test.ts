import type { Push } from '../../../bot/channel';
import { intakeJob } from '../../../bot/jobs/intake';
import { listCaseJob } from '../../../bot/jobs/listCase';
import { createRelay } from '../../../bot/queue/relay';
import { shardOf } from '../../../bot/store/keys';
import { silentLog, startDesk, type TestDesk } from '../../support/desk';
import { eventually } from '../../support/patience';
import { releasable } from '../../support/release';
import { startRedis } from '../../support/redis';
import { decide } from '../../support/reviewer';

let desk: TestDesk;
const pushed: { to: unknown; text: string; uncertain: boolean }[] = [];
let push: Push;

const pushPlainly: Push = async ({ text = '' }, { reference, uncertain }) => {
  pushed.push({ to: reference, text, uncertain });
  return { is: 'sent' };
};

beforeEach(async () => {
  push = pushPlainly;
  pushed.length = 0;
  desk = await startDesk((await startRedis()).url, { pushes: { emulator: (...args) => push(...args) } });
});

const run = (): void => {
  desk.relay.start();
  desk.workers.start();
};

const submit = async (conversationKey: string, idNumber: string): Promise<string> =>
  (await desk.say(conversationKey, `apply ${idNumber}`)).replies[0]?.text?.split(' ')[1] ?? '';

const notices = (replies: string[]): string[] => replies.filter((text) => text.startsWith('notice.'));
const noticed = (status: string) => (replies: string[]) => replies.includes(`notice.${status}`);

/** Everything relayed has been carried out. */
const idle = () =>
  eventually('an end of the jobs', async () => {
    const pending = await desk.store.outbox.pendingShards();
    const counts = Object.values(await desk.queues.counts());
    return pending.length === 0 && counts.every(({ wait, prioritized, active }) => !wait && !prioritized && !active);
  });

describe('an applicant', () => {
  it('is told once each, in order, that the application was received, is in review, and is decided', async () => {
    run();
    const no = await submit('dl-1', '11010519491231002X');
    await desk.until('dl-1', noticed('in_review'));
    await decide(desk, no, 'approved');
    await desk.until('dl-1', noticed('approved'));
    await idle();
    expect(notices(await desk.replies('dl-1'))).toEqual(['notice.queued', 'notice.in_review', 'notice.approved']);
  });

  it('is told nothing twice where every command is carried out twice, and relayed by two relays', async () => {
    const other = createRelay({
      outbox: desk.store.outbox,
      reminders: desk.store.reminders,
      queues: desk.queues,
      clock: desk.clock,
      log: silentLog,
      sweepMs: 5,
    });
    other.start();
    releasable('another relay', () => other.stop());
    run();
    const no = await submit('dl-2', '11010519491231002X');
    await desk.until('dl-2', noticed('in_review'));

    const job = { id: 'again', last: false, update: async () => {} };
    const command = { id: 'again', conversationKey: 'dl-2', no };
    await intakeJob(desk).run({ ...command, type: 'intake' }, job);
    await listCaseJob(desk).run({ ...command, type: 'caseChanged', version: 1 }, job);

    expect(notices(await desk.replies('dl-2'))).toEqual(['notice.queued', 'notice.in_review']);
  });

  it('is told of a change that another node left in the outbox when it crashed', async () => {
    await submit('dl-3', '11010519491231002X');
    expect(await desk.store.outbox.pendingShards()).toEqual([shardOf('dl-3')]);
    run();
    expect(notices(await desk.until('dl-3', noticed('in_review')))).toContain('notice.queued');
    await idle();
    expect(await desk.store.outbox.pendingShards()).toEqual([]);
  });

  it('is reminded after silence, not after having gone on', async () => {
    run();
    await desk.say('dl-silent', 'remind 1');
    await desk.say('dl-busy', 'remind 1');
    await desk.say('dl-busy', '你好');
    expect(await desk.replies('dl-silent')).toEqual([]);
    desk.clock.advance(1);
    await desk.until('dl-silent', (replies) => replies.includes('reminder'));
    await idle();
    expect(await desk.replies('dl-busy')).toEqual(['heard 2']);
  });
});

describe('the reviewer', () => {
  it('finds an application under its status, and under the next one after a change', async () => {
    run();
    const no = await submit('dl-4', '11010519491231002X');
    await desk.until('dl-4', noticed('in_review'));
    await idle();
    expect(await desk.store.reviewList.page('in_review', 0, 20)).toEqual({
      items: [{ no, conversationKey: 'dl-4' }],
      total: 1,
    });
    await decide(desk, no, 'declined');
    await idle();
    expect(await desk.store.reviewList.page('open', 0, 20)).toEqual({ items: [], total: 0 });
    expect((await desk.store.reviewList.page('declined', 0, 20)).total).toBe(1);
  });

  it('sees who asked for a person', async () => {
    run();
    await desk.say('dl-5', 'handoff');
    await idle();
    expect(await desk.store.reviewList.handoffs(10)).toEqual(['handoff-dl-5-1']);
    expect(await desk.store.conversations.handoff('dl-5')).toMatchObject({
      status: 'waiting',
      summary: { state: 'lobby' },
    });
  });
});

describe('erasure', () => {
  it('gives up the claim, so that the person may apply again', async () => {
    run();
    await submit('dl-6', '11010519491231002X');
    await desk.say('dl-6', 'erase');
    await idle();
    expect(await desk.redis.exists(`fd:person:${desk.store.claims.personOf('11010519491231002X')}`)).toBe(0);
  });
});

describe('a channel that is pushed to', () => {
  const sayOnEmulator = (text: string, id: string) =>
    desk.turn({
      conversationKey: 'bf-1',
      channel: 'emulator',
      id,
      event: { type: 'said', text },
      reference: { to: 'bf-1' },
    });

  const delivered = async (count: number): Promise<string[]> => {
    await eventually(`${count} pushes`, () => pushed.length >= count);
    await idle();
    return pushed.map(({ text }) => text);
  };

  it('gets every answer once, in order', async () => {
    run();
    for (const n of [1, 2, 3, 4, 5]) await sayOnEmulator('你好', `m${n}`);
    expect(await delivered(5)).toEqual(['heard 1', 'heard 2', 'heard 3', 'heard 4', 'heard 5']);
    expect(pushed.every(({ to, uncertain }) => !uncertain && JSON.stringify(to) === '{"to":"bf-1"}')).toBe(true);
  });

  it('is asked again, as uncertain, where an attempt ended unknown', async () => {
    let calls = 0;
    push = async (...args) => {
      if (++calls === 1) throw new Error('socket hang up');
      return pushPlainly(...args);
    };
    run();
    await sayOnEmulator('你好', 'm1');
    await delivered(1);
    expect(pushed).toEqual([{ to: { to: 'bf-1' }, text: 'heard 1', uncertain: true }]);
  });

  it('is asked again, as fresh, where it had surely not taken the message', async () => {
    let calls = 0;
    push = async (...args) => {
      if (++calls === 1) return { is: 'unsent', reason: 'busy' };
      return pushPlainly(...args);
    };
    run();
    await sayOnEmulator('你好', 'm1');
    await delivered(1);
    expect(pushed[0]?.uncertain).toBe(false);
  });

  it('parks what nobody can confirm, goes on, and sends it again only when staff say so', async () => {
    push = async (message, to) => (message.text === 'heard 1' ? { is: 'unknown' } : pushPlainly(message, to));
    await sayOnEmulator('你好', 'm1');
    await sayOnEmulator('你好', 'm2');
    run();
    expect(await delivered(1)).toEqual(['heard 2']);
    await idle();
    const letters = await desk.queues.deadLetters();
    expect(letters).toMatchObject([
      { queue: 'deliver', type: 'deliver', conversationKey: 'bf-1', reason: 'delivery_unconfirmed' },
    ]);

    push = pushPlainly;
    expect(await desk.queues.retry('deliver', letters[0]?.id ?? '')).toBe(true);
    expect(await delivered(2)).toEqual(['heard 2', 'heard 1']);
    expect(await desk.queues.deadLetters()).toEqual([]);
    expect(await desk.queues.retry('deliver', 'unknown')).toBe(false);
  });
});
