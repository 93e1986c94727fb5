import { Queue, Worker } from 'bullmq';
import { advance } from '../../bot/cases/record';
import { parseConfig } from '../../bot/settings/config';
import { loadContent } from '../../bot/content/loadContent';
import { readEnvironment } from '../../bot/settings/environment';
import { prefixOf } from '../../bot/queue/queues';
import { connectRedis } from '../../bot/store/redis/redis';
import { changedCommand } from '../../bot/turn/effects';
import { startDesk, type TestDesk } from '../support/desk';
import { eventually } from '../support/patience';
import { isIdle } from '../support/story';
import { messagesOf, nextApplicant } from './conversation';
import { compared, inTurns, type Bench } from './measure';
import { startDurableRedis } from './processes';

const APPLICATIONS = 500;
const CONCURRENCY = 16;

interface Submitted {
  conversationKey: string;
  no: string;
}

/** Applications handed in and in review, their applicants told so. */
const submitMany = async (desk: TestDesk): Promise<Submitted[]> => {
  const submitted: Submitted[] = [];
  for (let i = 0; i < APPLICATIONS; i++) {
    const number = nextApplicant();
    const conversationKey = `dl-${String(number).padStart(32, '0')}`;
    for (const text of messagesOf(number)) await desk.say(conversationKey, text);
    const texts = await desk.until(conversationKey, (replies) => replies.some((text) => text.startsWith('【审核中】')));
    const no = texts.flatMap((text) => /FF-\d{8}-\w{6}/.exec(text)?.[0] ?? [])[0] ?? '';
    submitted.push({ conversationKey, no });
  }
  return submitted;
};

/** The reviewer's decisions, each with its command in the outbox. */
const decideAll = async ({ store, clock }: TestDesk, submitted: Submitted[]): Promise<void> => {
  for (const { conversationKey, no } of submitted) {
    await store.applications.change(conversationKey, no, (before) => {
      const application = advance(before, { at: clock.now(), by: 'reviewer', status: 'approved' });
      return { application, commands: [changedCommand(application)] };
    });
  }
};

const perSecond = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return (APPLICATIONS * 1000) / (performance.now() - startedAt);
};

/** Jobs carried out (the last 10,000 are kept); asked for in the middle of the measurement, so by one cheap command. */
const completed = (desk: TestDesk): Promise<number> => desk.redis.zcard(`${prefixOf('notify')}:notify:completed`);

/** From the outbox over relay, queue and worker to the message in the applicant's transcript. */
const ours = async (desk: TestDesk): Promise<number> => {
  desk.relay.start();
  const submitted = await submitMany(desk);
  await eventually('the end of earlier jobs', () => isIdle(desk));
  await desk.relay.stop();
  await decideAll(desk, submitted);
  const done = await completed(desk);
  const rate = await perSecond(async () => {
    desk.relay.start();
    await eventually('the end of all jobs', async () => (await completed(desk)) - done >= APPLICATIONS, 600_000);
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
    await Promise.all(Array.from({ length: APPLICATIONS }, () => queue.add('applicationChanged', command, options)));
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
    const desk = await startDesk(redis.url, loadContent(parseConfig(readEnvironment({}, undefined))));
    desk.workers.start();
    const measured = await inTurns(
      () => ours(desk),
      () => bare(redis.url),
    );
    await desk.close();
    await redis.stop();
    const line = {
      name: 'notification, outbox to transcript',
      unit: '/s',
      peer: 'bare BullMQ add and process',
      target: '≥ 0.7 ×',
    };
    return [compared(line, measured, (ratio) => ratio >= 0.7)];
  },
};
