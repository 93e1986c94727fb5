import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fastify from 'fastify';
import { directLineRoutes } from '../../bot/channels/directline/routes';
import { createTokens } from '../../bot/channels/directline/auth/tokens';
import { startChild } from '../support/child';
import { silentLog, type TestDesk } from '../support/desk';
import { connectTo, freePort, startRedis } from '../support/redis';
import { APPLICANT, CLAIMED, FREE, PUSHED_TO, REGRETTER, shownBy, startStoryDesk, tellStory } from '../support/story';

jest.setTimeout(600_000);

/** Processes at a time, and recoveries at a time: these mostly wait until the jobs of the dead are taken up. */
const PROCESSES = 3;
const RECOVERIES = 16;

let port: number;
/** A database each, so that every crash happens in a world of its own. */
const world = (number: number): string => `redis://127.0.0.1:${port}/${number}`;

beforeAll(async () => {
  port = await freePort();
  await startRedis(['--port', `${port}`, '--bind', '127.0.0.1', '--databases', '1024', '--maxclients', '4000']);
});

/** Runs the story in a process of its own. Resolves to the signal that ended it and the places it passed. */
const run = async (url: string, crashAt?: string): Promise<{ signal: string | null; places: string[] }> => {
  const script = join(__dirname, '../../dist/test/support/crashingDesk.js');
  const child = startChild(process.execPath, [script, url, ...(crashAt ? [crashAt] : [])]);
  const { signal } = await child.ended();
  return { signal, places: child.stdout.trim().split('\n') };
};

/** Handles all items, `width` at a time. */
const inLanes = async <Item>(items: Item[], width: number, handle: (item: Item) => Promise<void>): Promise<void> => {
  const left = [...items];
  const lane = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await handle(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
};

/** The first passing of each place that every rehearsal passed; CRASH_POINTS=all takes every later one as well. */
const crashPoints = (rehearsals: string[][]): string[] => {
  const [first = [], ...others] = rehearsals;
  const common = first.filter((place) => others.every((places) => places.includes(place)));
  return process.env['CRASH_POINTS'] === 'all' ? common : common.filter((place) => place.endsWith(' #1'));
};

/** The bot's side of a conversation as a Direct Line client that polls from watermark to watermark gets it. */
const seenByClient = async ({ core, store, turn, clock }: TestDesk, conversationKey: string): Promise<string[]> => {
  const secret = 'the-secret-of-a-server-under-test';
  const app = fastify();
  await app.register(
    directLineRoutes({
      handleTurn: turn,
      transcripts: store.transcripts,
      tokens: createTokens({ keys: [{ id: 't1', key: Buffer.alloc(32) }], clock, resumeDays: 1 }),
      log: silentLog,
      secret,
      throttle: store.throttle,
      address: core.address,
      tokensPerMinute: 1,
      botName: 'desk',
      locale: 'zh-CN',
    }),
  );
  const texts: string[] = [];
  for (let watermark = ''; ;) {
    const id = conversationKey.replace('dl-', '');
    const { body } = await app.inject({
      url: `/v3/directline/conversations/${id}/activities?watermark=${watermark}`,
      headers: { authorization: `Bearer ${secret}` },
    });
    const set = JSON.parse(body) as { activities: { text?: string; from: { role: string } }[]; watermark: string };
    if (set.activities.length === 0) return texts;
    texts.push(...set.activities.filter(({ from }) => from.role === 'bot').map(({ text = '' }) => text));
    watermark = set.watermark;
  }
};

interface Ending {
  applicant: string[];
  regretter: string[];
  pushed: string[];
  deliveries: string[];
  applications: number;
  handoffs: number;
  deadLetters: number;
  waiting: number;
  claimed: number;
  free: number;
}

/** Another node goes on where the first one died, and the clients send everything again. */
const recover = async (url: string): Promise<Ending> => {
  const channel = connectTo(url);
  const desk = await startStoryDesk(url, channel);
  try {
    const no = await tellStory(desk, channel);
    const applications = await desk.redis.keys('fd:*:app:*');
    const claims = async (idNumbers: string[]): Promise<number> => {
      const found = idNumbers.map((id) => desk.redis.exists(`fd:person:${desk.store.claims.personOf(id)}`));
      return (await Promise.all(found)).reduce((sum, one) => sum + one, 0);
    };
    return {
      applicant: (await seenByClient(desk, APPLICANT)).map((text) => text.replace(no, 'NO')),
      regretter: await seenByClient(desk, REGRETTER),
      pushed: await desk.replies(PUSHED_TO),
      deliveries: await shownBy(channel),
      applications: applications.length,
      handoffs: await desk.redis.zcard('fd:{review}:handoffs'),
      deadLetters: (await desk.queues.deadLetters()).length,
      waiting: await desk.redis.zcard('fd:{review}:waiting'),
      claimed: await claims(CLAIMED),
      free: await claims(FREE),
    };
  } finally {
    await desk.close();
    channel.disconnect();
  }
};

const INTACT: Ending = {
  applicant: [
    ...['heard 1', 'submitted NO', 'notice.queued', 'notice.in_review', 'amended', 'amended', 'notice.approved'],
    ...['human', 'cancelled', 'human'],
  ],
  regretter: expect.arrayContaining(['erased']) as string[],
  pushed: ['heard 1', 'heard 2'],
  deliveries: ['2', '4'],
  applications: 2,
  handoffs: 1,
  deadLetters: 0,
  waiting: 1,
  claimed: CLAIMED.length,
  free: 0,
};

it('ends as if nothing had happened, wherever in its work the process is killed', async () => {
  const rehearsals: string[][] = [];
  for (const number of [0, 1]) rehearsals.push((await run(world(number))).places);
  const points = crashPoints(rehearsals).map((place, i) => ({ place, url: world(i + 2) }));
  expect(points.length).toBeGreaterThan(60);

  let crashed = 0;
  await inLanes(points, PROCESSES, async ({ place, url }) => {
    if ((await run(url, place)).signal === 'SIGKILL') crashed++;
  });
  // What runs side by side may run in another order than in the rehearsals, so a few never come to their place.
  expect(crashed).toBeGreaterThan(points.length * 0.9);

  const damaged: { place: string; ending: Ending | string }[] = [];
  await inLanes(points, RECOVERIES, async ({ place, url }) => {
    const ending = await Promise.race([recover(url), delay(60_000, 'never ends', { ref: false })]).catch(String);
    if (!isIntact(ending)) damaged.push({ place, ending });
  });
  expect(damaged).toEqual([]);
});

const isIntact = (ending: Ending | string): boolean => {
  try {
    expect(ending).toEqual(INTACT);
    return true;
  } catch {
    return false;
  }
};
