import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { SHOWS_EVERYTHING } from '../../../bot/channel';
import type { TurnResult } from '../../../bot/conversation';
import { isDeskError } from '../../../bot/errors';
import { DELIVER, deliverJob } from '../../../bot/jobs/deliver';
import type { JobContext } from '../../../bot/queue/job';
import { startDesk, type TestDesk } from '../../support/desk';
import { startRedis } from '../../support/redis';
import { scheduled } from '../../support/scheduled';

jest.setTimeout(120_000);

let desk: TestDesk;
beforeAll(async () => {
  desk = await startDesk((await startRedis()).url);
});

/** So little room that every answer of the scripted dialogue has two parts. */
const FACTS = { name: 'narrow', delivery: 'pushed', shows: { ...SHOWS_EVERYTHING, textBytes: 4 } } as const;

const say = (conversationKey: string, id: string): Promise<TurnResult> =>
  desk.turn({
    ...{ conversationKey, channel: FACTS.name, id, event: { type: 'said', text: '你好' } },
    ...{ answer: { within: 60_000 }, reference: { to: conversationKey } },
  });

/** Jobs of a conversation, on the common Redis, each of whose steps waits for its turn. A job that gives way comes again, as in its queue. */
const createJobs = (scheduler: fc.Scheduler, conversationKey: string) => {
  const pushed: string[] = [];
  const { run } = deliverJob({
    store: {
      deliveries: scheduled(desk.store.deliveries, scheduler),
      transcripts: scheduled(desk.store.transcripts, scheduler),
    },
    queues: desk.queues,
    channelOf: () => ({
      facts: FACTS,
      push: async ({ position, text }) => {
        await scheduler.schedule(Promise.resolve(), 'push');
        pushed.push(`${position} ${text}`);
        return { is: 'sent' };
      },
    }),
  });
  const runJob = async (id: string): Promise<void> => {
    const context: JobContext = { id, last: false, update: async () => {} };
    for (;;) {
      try {
        return await run({ id, type: DELIVER.on, conversationKey, channel: FACTS.name }, context);
      } catch (error) {
        if (!isDeskError(error, 'conversation_busy')) throw error;
      }
    }
  };
  return { pushed, runJob };
};

const partsOf = ({ replies }: TurnResult): string[] =>
  replies.flatMap(({ position, text = '' }) => [`${position} ${text.slice(0, 4)}`, `${position} ${text.slice(4)}`]);

it('hands every answer over once, in the response or by a push, whatever the interleaving of jobs and claims', async () => {
  let claimed = 0;
  let pushedAnswers = 0;
  const scenario = fc.record({
    jobs: fc.integer({ min: 1, max: 3 }),
    /** How often each answer is claimed; one that is never claimed is no answer that can be handed over. */
    claims: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), scenario, async (scheduler, { jobs, claims }) => {
      const conversationKey = `na-${randomUUID()}`;
      const turns: TurnResult[] = [];
      for (const n of claims.keys()) turns.push(await say(conversationKey, `m${n}`));
      const { pushed, runJob } = createJobs(scheduler, conversationKey);

      const claiming = turns.map((turn, n) =>
        Promise.all(
          Array.from({ length: claims[n] ?? 0 }, async () => {
            await scheduler.schedule(Promise.resolve(), 'claim');
            return turn.claimForResponse();
          }),
        ),
      );
      const running = Array.from({ length: jobs }, (_, n) => runJob(`job-${n}`));
      const outcomes = await scheduler.waitFor(Promise.all(claiming));
      await scheduler.waitFor(Promise.all(running));

      for (const answers of outcomes) expect(new Set(answers).size).toBeLessThanOrEqual(1);
      const inResponse = outcomes.map(([answer]) => answer === true);
      expect(pushed).toEqual(turns.filter((_, n) => !inResponse[n]).flatMap(partsOf));
      for (const [n, turn] of turns.entries()) expect(await turn.claimForResponse()).toBe(inResponse[n]);

      claimed += inResponse.filter(Boolean).length;
      pushedAnswers += inResponse.filter((is) => !is).length;
    }),
    { numRuns: 150 },
  );
  // Both happened, or the races were none.
  expect(Math.min(claimed, pushedAnswers)).toBeGreaterThan(10);
});
