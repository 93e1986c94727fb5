import { Queue, Worker } from 'bullmq';
import { loadContent } from '../../bot/content/loadContent';
import { LIST_CASE } from '../../bot/jobs/listCase';
import { prefixOf } from '../../bot/queue/queues';
import { connectRedis } from '../../bot/store/redis/redis';
import { startDesk, testConfig, type TestDesk } from '../support/desk';
import { eventually } from '../support/patience';
import { decide } from '../support/reviewer';
import { isIdle } from '../support/story';
import { Applicants } from './conversation';
import { compared, inTurns, type Bench } from './measure';
import { startDurableRedis } from './processes';

const APPLICATIONS = 500;
const CONCURRENCY = 16;

interface Submitted {
  conversationKey: string;
  no: string;
}

/** Applications handed in and in review, their applicants told so. */
const submitMany = async (desk: TestDesk, applicants: Applicants): Promise<Submitted[]> => {
  const submitted: Submitted[] = [];
  for (let i = 0; i < APPLICATIONS; i++) {
    const { number, application } = applicants.next();
    const conversationKey = `dl-${String(number).padStart(32, '0')}`;
    for (const text of application) await desk.say(conversationKey, text);
    const texts = await desk.until(conversationKey, (replies) => replies.some((text) => text.startsWith('【审核中】')));
    const no = texts.flatMap((text) => /FF-\d{8}-\w{6}/.exec(text)?.[0] ?? [])[0] ?? '';
    submitted.push({ conversationKey, no });
  }
  return submitted;
};

/** The reviewer's decisions, so many at a time; each is told to its applicant in its own write. */
const decideAll = async (desk: TestDesk, submitted: Submitted[]): Promise<void> => {
  const left = [...submitted];
  const lane = async (): Promise<void> => {
    for (let next = left.pop(); next; next = left.pop()) await decide(desk, next.no, 'approved');
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
};

const perSecond = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return (APPLICATIONS * 1000) / (performance.now() - startedAt);
};

/** Cases listed (the last 10,000 jobs are kept); asked for in the middle of the measurement, so by one cheap command. */
const listed = (desk: TestDesk): Promise<number> =>
  desk.redis.zcard(`${prefixOf(LIST_CASE.name)}:${LIST_CASE.name}:completed`);

/** From the decision to the message in the applicant's transcript, and on over outbox, relay, queue and worker to the reviewer's list. */
const ours = async (desk: TestDesk, applicants: Applicants): Promise<number> => {
  const submitted = await submitMany(desk, applicants);
  await eventually('the end of earlier jobs', () => isIdle(desk));
  const done = await listed(desk);
  const rate = await perSecond(async () => {
    await decideAll(desk, submitted);
    await eventually('the end of all jobs', async () => (await listed(desk)) - done >= APPLICATIONS, 600_000);
  });
  for (const { conversationKey } of submitted) {
    const texts = await desk.replies(conversationKey);
    if (!texts.some((text) => text.startsWith('【申请通过】'))) throw new Error('An applicant was not told');
  }
  return rate;
};

/** The same payloads through BullMQ alone: one `add` each, a processor that does nothing. */
const bare = async (url: string): Promise<number> => {
  const [producer, consumer] = [connectRedis(url, 'store'), connectRedis(url, 'worker')];
  await new Promise((resolve) => producer.once('ready', resolve));
  const queue = new Queue('bare', { connection: producer });
  const worker = new Worker('bare', async () => {}, { connection: consumer, concurrency: CONCURRENCY, autorun: false });
  await worker.waitUntilReady();
  const running = worker.run();
  let left = APPLICATIONS;
  const done = new Promise<void>((resolve) => worker.on('completed', () => --left === 0 && resolve()));
  const rate = await perSecond(async () => {
    const command = {
      type: 'applicationChanged',
      conversationKey: `dl-${'0'.repeat(32)}`,
      no: 'FF-20261123-000000',
      version: 4,
    };
    const options = { attempts: 8, backoff: { type: 'exponential', delay: 1_000 }, removeOnComplete: true };
    await Promise.all(Array.from({ length: APPLICATIONS }, () => queue.add('caseChanged', command, options)));
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
