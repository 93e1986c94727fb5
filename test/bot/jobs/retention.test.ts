import { api } from '../../../bot/api';
import { retentionSchedule } from '../../../bot/jobs/retention';
import type { Schedule } from '../../../bot/queue/job';
import { silentLog, startDesk, type TestDesk } from '../../support/desk';
import { eventually } from '../../support/patience';
import { startRedis } from '../../support/redis';
import { decide } from '../../support/reviewer';

const DAY = 86_400_000;
const RETENTION_DAYS = 180;
const ID_NUMBER = '11010519491231002X';

let desk: TestDesk;
let retention: Schedule;
beforeEach(async () => {
  desk = await startDesk((await startRedis()).url, { capabilities: [api] });
  desk.relay.start();
  desk.workers.start();
  const { store, queues, clock } = desk;
  retention = retentionSchedule({ store, queues, clock, retentionDays: RETENTION_DAYS, log: silentLog });
});

const submit = async (conversationKey: string, idNumber = ID_NUMBER): Promise<string> => {
  const [submitted] = (await desk.say(conversationKey, `apply ${idNumber}`)).replies;
  await desk.until(conversationKey, (replies) => replies.includes('notice.in_review'));
  return submitted?.text?.split(' ')[1] ?? '';
};

const approve = async (conversationKey: string, no: string): Promise<void> => {
  await decide(desk, no, 'approved');
  await desk.until(conversationKey, (replies) => replies.includes('notice.approved'));
  await settled();
};

/** No job is left that could still touch the chat after the clock has been moved on. */
const settled = () =>
  eventually('an end of the jobs', async () => {
    const { length } = await desk.store.outbox.backlog();
    const counts = Object.values(await desk.queues.counts());
    return length === 0 && counts.every(({ wait, prioritized, active }) => !wait && !prioritized && !active);
  });

const personExists = (idNumber: string): Promise<number> =>
  desk.redis.exists(`fd:person:${desk.store.claims.personOf(idNumber)}`);

const claimGone = (idNumber: string) =>
  eventually('the end of a claim', async () => (await personExists(idNumber)) === 0);

it('erases a finished application, its chat and its claim once the time is over, and not before', async () => {
  const no = await submit('dl-1');
  await approve('dl-1', no);
  desk.clock.advance((RETENTION_DAYS - 1) * DAY);
  await retention.run();
  expect((await desk.store.applications.find(no))?.data?.idNumber).toBe(ID_NUMBER);
  expect(await desk.replies('dl-1')).toContain('notice.approved');

  desk.clock.advance(2 * DAY);
  await retention.run();
  expect(await desk.store.applications.find(no)).toMatchObject({ status: 'approved', data: null });
  expect(await desk.redis.keys('fd:*dl-1')).toEqual([]);
  await claimGone(ID_NUMBER);
});

it('keeps an open application, however old, until it is decided', async () => {
  const no = await submit('dl-open');
  const key = (await desk.redis.keys(`fd:*:app:${no}`))[0] ?? '';
  await desk.redis.expire(key, 60);
  desk.clock.advance(2 * RETENTION_DAYS * DAY);
  await retention.run();
  expect(await desk.store.applications.find(no)).toMatchObject({ status: 'in_review', data: { idNumber: ID_NUMBER } });
  expect(await desk.redis.ttl(key)).toBeGreaterThan(179 * 86_400);
  expect(await personExists(ID_NUMBER)).toBe(1);
  await approve('dl-open', no);
});

it('keeps of a chat that goes on what is younger', async () => {
  const no = await submit('dl-2');
  await approve('dl-2', no);
  desk.clock.advance((RETENTION_DAYS + 1) * DAY);
  await desk.say('dl-2', '你好');
  await retention.run();
  expect(await desk.replies('dl-2')).toEqual([expect.stringMatching(/^heard/)]);
});

it('takes out of lists and queues what is gone', async () => {
  const no = await submit('dl-3');
  await approve('dl-3', no);
  await desk.say('dl-3', 'handoff');
  await desk.queues.add([{ id: 'broken', type: 'intake', conversationKey: 'dl-3', no }]);
  desk.clock.advance((RETENTION_DAYS + 1) * DAY);
  await retention.run();
  for (const key of await desk.redis.keys('fd:*:app:*')) await desk.redis.del(key); // as its time to live does in the end
  await retention.run();
  expect(await desk.store.expiry.listed()).toEqual([]);
  expect(await desk.store.reviewList.handoffs(10)).toEqual([]);
  expect(await desk.queues.deadLetters()).toEqual([]);
});

it('shows the reviewer a record whose key is lost as such, among the others', async () => {
  const lost = await submit('dl-lost');
  const kept = await submit('dl-kept', '440524188001010014');
  const key = (await desk.redis.keys(`fd:*:app:${lost}`))[0] ?? '';
  await desk.redis.set(key, Buffer.from('3 in_review\n\x01\x04gone'), 'KEEPTTL');
  const headers = { authorization: 'Bearer staff-token-of-a-test-run' };
  const list = await desk.app.inject({ url: '/api/applications', headers });
  const items = list.json<{ items: { no: string }[] }>().items;
  expect(items).toContainEqual({ no: lost, unreadable: true });
  expect(items.find(({ no }) => no === kept)).toMatchObject({ idNumber: '****0014' });
  await retention.run();
});
