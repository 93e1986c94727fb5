/**
 * `npm run chaos`: applicants apply, half of them impatiently, while nodes, workers and Redis are killed. Ends with a report, and with 1
 * where anything was lost, doubled or out of order.
 * Options: --applications N (default 200), --concurrent N (default 200), --kill-every MS (default 1000), --minutes N (default 30)
 * in which applicants begin; those under way have two more to end.
 */
import { parseArgs } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import { apply, countNotifications, hear, invent } from '../support/applicant';
import { releaseEverything } from '../support/release';
import { LightChat } from './lightChat';
import { startWorld, type World } from './world';

const { values } = parseArgs({
  options: {
    applications: { type: 'string', default: '200' },
    concurrent: { type: 'string', default: '200' },
    'kill-every': { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '30' },
  },
});
const applications = Number(values.applications);
const concurrent = Math.min(Number(values.concurrent), applications);
const killEveryMs = Number(values['kill-every']);
const deadline = performance.now() + Number(values.minutes) * 60_000;

/** For who has begun. */
const GRACE_MS = 120_000;
const THINK_MS = 100;
/** About how many messages a whole application takes. */
const MESSAGES_EACH = 14;
const ONCE_EACH = { 申请已收到: 1, 审核中: 1, 申请通过: 1 };

const report = {
  /** Applicants who began. */
  asked: 0,
  /** Applications that exist. */
  queued: 0,
  /** Applications beyond one a person. */
  doubled: 0,
  /** Numbers told to an applicant under which there is nothing. */
  lost: 0,
  /** Applicants who had not heard of their decision when the time was over. */
  unfinished: 0,
  notificationsLost: 0,
  notificationsDoubled: 0,
  /** Activities that came twice, not in order, or never. */
  outOfOrder: 0,
};

const numbers: string[] = [];
let ended = 0;

/** Repeats until the decision is answered; it counts once, because it is the same. */
const decide = async ({ url, staffToken }: World, no: string): Promise<void> => {
  for (;;) {
    const response = await fetch(`${url}/api/applications/${no}/decision`, {
      method: 'POST',
      headers: { authorization: `Bearer ${staffToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ decision: 'approved' }),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    if (response?.ok) return;
    await delay(100);
  }
};

const tally = (texts: string[]): void => {
  const counts = countNotifications(texts);
  for (const [title, expected] of Object.entries(ONCE_EACH)) {
    const count = counts[title] ?? 0;
    report.notificationsLost += Math.max(0, expected - count);
    report.notificationsDoubled += Math.max(0, count - expected);
  }
};

const visit = async (world: World, number: number): Promise<void> => {
  const options = { url: world.url, webSocket: number % 3 !== 0, impatient: number % 2 === 0, thinkMs: THINK_MS };
  const chat = await new LightChat(options).open();
  try {
    const no = await apply(chat, invent(number));
    numbers.push(no);
    await decide(world, no);
    await hear(chat, /【申请通过】/);
    await delay(500); // for whatever might come twice
    tally(chat.heard);
    tally(await chat.history());
    report.outOfOrder += chat.disorder + chat.gaps;
    ended++;
  } finally {
    chat.leave();
  }
};

/** Numbers of all applications that exist. */
const existing = async ({ redis }: World): Promise<Set<string>> => {
  const found = new Set<string>();
  let cursor = '0';
  do {
    const [next, keys] = (await redis.call('SCAN', cursor, 'MATCH', 'fd:*:app:*', 'COUNT', '1000')) as [
      string,
      string[],
    ];
    for (const key of keys) found.add(key.replace(/^.*:/, ''));
    cursor = next;
  } while (cursor !== '0');
  return found;
};

async function main(): Promise<void> {
  process.once('SIGTERM', () => void releaseEverything().finally(() => process.exit(1)));
  const world = await startWorld();
  const startedAt = performance.now();
  const kills = setInterval(() => void world.killOne(), killEveryMs);
  const restarts = [1 / 3, 2 / 3];
  const watch = setInterval(() => {
    const passed = (performance.now() - startedAt) / (Number(values.minutes) * 60_000);
    const progress = Math.max(passed, LightChat.said / (applications * MESSAGES_EACH));
    if (restarts[0] !== undefined && progress >= restarts[0]) {
      restarts.shift();
      world.killRedis();
    }
  }, 100);
  const progress = setInterval(() => process.stderr.write(`${ended} of ${applications} applications ended\n`), 10_000);

  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < applications && performance.now() < deadline) {
      report.asked++;
      await visit(world, next++);
    }
  };
  const lanes = Promise.all(Array.from({ length: concurrent }, lane));
  const over = new AbortController();
  await Promise.race([lanes, delay(deadline + GRACE_MS - performance.now(), undefined, { signal: over.signal })]);
  over.abort();
  for (const timer of [kills, watch, progress]) clearInterval(timer);

  const found = await existing(world);
  report.queued = found.size;
  report.unfinished = report.asked - ended;
  report.lost = numbers.filter((no) => !found.has(no)).length;
  report.doubled = Math.max(0, found.size - report.asked) + (numbers.length - new Set(numbers).size);
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  process.stdout.write(`${JSON.stringify({ ...report, killed: world.kills(), seconds })}\n`);
  await world.stop();
  const { asked: _, queued: __, ...faults } = report;
  process.exit(Object.values(faults).some((count) => count > 0) ? 1 : 0);
}

void main();
