import { Queue, Worker } from 'bullmq';
import { loadContent } from '../../bot/content/loadContent';
import { LIST_CASE } from '../../bot/jobs/listCase';
import { keys } from '../../bot/store/keys';
import { connectRedis } from '../../bot/store/redis/redis';
import { startDesk, testConfig, type TestDesk } from '../support/desk';
import { eventually } from '../support/patience';
import { decide } from '../support/reviewer';
import { isIdle } from '../support/story';
import { Applicants, type Applicant } from './conversation';
import { compared, inTurns, type Bench } from './measure';
import { startDurableRedis } from './processes';

const APPLICATIONS = 500;
/** How many are decided, and how many jobs of the peer added, at the same moment. */
const AT_ONCE = 16;

interface Submitted {
  conversationKey: string;
  no: string;
}

/** Works on all items, so many at a time. */
const forAll = async <Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> => {
  const left = [...items];
  const lane = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
};

/** What is said besides ends at another place of a page of the transcript for each applicant: few decisions fill a page. */
const PAGE = 8;

/** An application handed in and in review, its applicant told so. */
const submit = async (desk: TestDesk, applicant: Applicant): Promise<Submitted> => {
  const { number, application } = applicant;
  const conversationKey = `dl-${String(number).padStart(32, '0')}`;
  const chats = Array.from({ length: number % PAGE }, () => applicant.chat());
  for (const text of [...application, ...chats]) await desk.say(conversationKey, text);
  const texts = await desk.until(conversationKey, (replies) => replies.some((text) => text.startsWith('【审核中】')));
  return { conversationKey, no: texts.flatMap((text) => /FF-\d{8}-\w{6}/.exec(text)?.[0] ?? [])[0] ?? '' };
};

const submitMany = async (desk: TestDesk, applicants: Applicants): Promise<Submitted[]> => {
  const submitted: Submitted[] = [];
  const all = Array.from({ length: APPLICATIONS }, () => applicants.next());
  await forAll(all, async (applicant) => submitted.push(await submit(desk, applicant)));
  return submitted;
};

const perSecond = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return (APPLICATIONS * 1000) / (performance.now() - startedAt);
};

/** Cases in the list of those approved; asked for in the middle of the measurement, so by one cheap command. */
const approved = (desk: TestDesk): Promise<number> => desk.redis.zcard(keys.listed('approved'));

const checkTold = async ({ replies }: TestDesk, submitted: readonly Submitted[]): Promise<void> => {
  for (const { conversationKey } of submitted) {
    const texts = await replies(conversationKey);
    if (!texts.some((text) => text.startsWith('【申请通过】'))) throw new Error('An applicant was not told');
  }
};

/**
 * From the reviewer's decision, which is told to the applicant in its own write, until all cases are in the list and no work is left in
 * any outbox or queue.
 */
const ours = async (desk: TestDesk, applicants: Applicants): Promise<number> => {
  const submitted = await submitMany(desk, applicants);
  await eventually('the end of earlier jobs', () => isIdle(desk), 60_000);
  const before = await approved(desk);
  const rate = await perSecond(async () => {
    await forAll(submitted, ({ no }) => decide(desk, no, 'approved'));
    await eventually('all cases in the list', async () => (await approved(desk)) - before >= APPLICATIONS, 600_000);
    await eventually('the end of all jobs', () => isIdle(desk), 600_000);
  });
  await checkTold(desk, submitted);
  return rate;
};

/** The same payloads through BullMQ alone: one `add` each, as many at a time as are decided, and a processor that does nothing. */
const bare = async (url: string): Promise<number> => {
  const [producer, consumer] = [connectRedis(url, 'store'), connectRedis(url, 'worker')];
  await new Promise((resolve) => producer.once('ready', resolve));
  const queue = new Queue('bare', { connection: producer });
  const worker = new Worker('bare', async () => {}, {
    connection: consumer,
    concurrency: LIST_CASE.concurrency,
    autorun: false,
  });
  await worker.waitUntilReady();
  const running = worker.run();
  let left = APPLICATIONS;
  const done = new Promise<void>((resolve) => worker.on('completed', () => --left === 0 && resolve()));
  const rate = await perSecond(async () => {
    const command = {
      type: LIST_CASE.on,
      conversationKey: `dl-${'0'.repeat(32)}`,
      no: 'FF-20261123-000000',
      version: 4,
    };
    const options = { attempts: 8, backoff: { type: 'exponential', delay: 1_000 }, removeOnComplete: true };
    const jobs = Array.from({ length: APPLICATIONS }, () => command);
    await forAll(jobs, (job) => queue.add(LIST_CASE.on, job, options));
    await done;
  });
  await worker.close();
  await running;
  await queue.close();
  for (const client of [producer, consumer]) client.disconnect();
  return rate;
};

export const notifications: Bench = {
  name: 'notifications',
  async run() {
    const redis = await startDurableRedis();
    const desk = await startDesk(redis.url, loadContent(testConfig()));
    desk.relay.start();
    desk.workers.start();
    const applicants = new Applicants();
    const measured = await inTurns(
      () => ours(desk, applicants),
      () => bare(redis.url),
    );
    await desk.close();
    await redis.stop();
    const line = {
      name: 'decision, told and listed',
      unit: '/s',
      peer: 'bare BullMQ add and process',
      target: '≥ 0.7 ×',
    };
    return [compared(line, measured, (ratio) => ratio >= 0.7)];
  },
};
