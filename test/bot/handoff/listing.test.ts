import fc from 'fast-check';
import type { DialogState } from '../../../dialogs/types';
import { api } from '../../../bot/api';
import { listAsItIs } from '../../../bot/handoff/listing';
import { startDesk, type TestDesk } from '../../support/desk';
import { eventually } from '../../support/patience';
import { startRedis, type TestRedis } from '../../support/redis';
import { REVIEWER } from '../../support/reviewer';
import { scheduled } from '../../support/scheduled';
import { scriptedDialog } from '../../support/scriptedDialog';
import { isIdle } from '../../support/story';

const TOKEN = 'staff-token-of-this-test';

let redis: TestRedis;
let desk: TestDesk;

/** The scripted dialogue, which keeps silent while a person has the conversation, as the real one does. */
const ownable = {
  ...scriptedDialog,
  isOwned: (state: DialogState) => state['owned'] === true,
  step: (...[state, event]: Parameters<typeof scriptedDialog.step>) => {
    const result = scriptedDialog.step(state, event);
    const owned = event.type === 'personTook' || (state['owned'] === true && event.type !== 'personLeft');
    return { ...result, state: { ...result.state, owned } };
  },
};

/** Relay and workers stand still until `work`. */
beforeEach(async () => {
  redis = await startRedis();
  desk = await startDesk(redis.url, { dialog: ownable, capabilities: [api], settings: { STAFF_TOKEN: TOKEN } });
});

const work = async (): Promise<void> => {
  desk.relay.start();
  desk.workers.start();
  await eventually('an end of the jobs', () => isIdle(desk));
};

const idOf = async (conversationKey: string): Promise<string> =>
  (await desk.store.conversations.handoff(conversationKey))?.id ?? '';
const take = async (conversationKey: string): Promise<void> => {
  const event = { type: 'personTook' as const, handoffId: await idOf(conversationKey), by: REVIEWER };
  await desk.turn({ conversationKey, id: 'take', event });
};
const listed = (): Promise<string[]> => desk.store.reviewList.handoffs(100);
const answerTo = async (conversationKey: string, text: string): Promise<string> =>
  (await desk.say(conversationKey, text)).replies[0]?.text ?? '';

describe('a request for a person', () => {
  it('shows staff why it was made', async () => {
    await desk.say('dl-1', 'handoff appeal');
    await work();
    const response = await desk.app.inject({ url: '/api/handoffs', headers: { authorization: `Bearer ${TOKEN}` } });
    expect(response.json().items).toMatchObject([{ state: 'waiting', summary: { state: 'lobby', reason: 'appeal' } }]);
  });

  it('that is taken back leaves nothing in the list, and a later one stands in it', async () => {
    await desk.say('dl-1', 'handoff');
    await work();
    expect(await listed()).toEqual([await idOf('dl-1')]);
    await desk.say('dl-1', 'cancel');
    await work();
    expect(await listed()).toEqual([]);
    expect(await desk.store.conversations.handoff('dl-1')).toBeUndefined();
    await desk.say('dl-1', 'handoff');
    await work();
    expect(await listed()).toEqual([await idOf('dl-1')]);
  });

  it('is taken back before the workers get to it, in one turn or in two, on two nodes, with every message twice', async () => {
    const other = await startDesk(redis.url);
    await desk.say('dl-1', 'handoff', 'm1');
    await Promise.all([desk, other].map((node) => node.say('dl-1', 'cancel', 'm2')));
    await other.say('dl-1', 'handoff', 'm1');
    await desk.say('dl-2', 'waver');
    await desk.say('dl-3', 'handoff');
    await desk.say('dl-3', 'cancel');
    await desk.say('dl-3', 'handoff');
    await work();
    expect(await listed()).toEqual([await idOf('dl-3')]);
  });

  it('is not taken back from staff who have the conversation; without one nothing happens', async () => {
    await desk.say('dl-1', 'handoff');
    await take('dl-1');
    await desk.say('dl-1', 'cancel');
    expect(await desk.store.conversations.handoff('dl-1')).toMatchObject({ status: 'owned', owner: REVIEWER });
    expect(await answerTo('dl-2', 'cancel')).toBe('cancelled');
    await work();
    expect(await listed()).toEqual([await idOf('dl-1')]);
  });

  it('is listed as it is in the end, in whatever order writes of overlapping jobs fall', async () => {
    let run = 0;
    const act = fc.constantFrom('handoff', 'cancel');
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(act, { minLength: 1, maxLength: 3 }), async (scheduler, later) => {
        const conversationKey = `dl-run-${++run}`;
        await desk.say(conversationKey, 'handoff');
        const first = await idOf(conversationKey);
        const gated = {
          ...desk.store,
          conversations: scheduled(desk.store.conversations, scheduler),
          reviewList: scheduled(desk.store.reviewList, scheduler),
        };
        const listing = listAsItIs(gated, conversationKey, first);
        const changing = (async () => {
          for (const text of later) {
            await scheduler.schedule(Promise.resolve());
            await desk.say(conversationKey, text);
          }
          // What the commits have put into the outbox for this one.
          await listAsItIs(gated, conversationKey, first);
        })();
        await scheduler.waitFor(Promise.all([listing, changing]));
        const isOpen = (await idOf(conversationKey)) === first;
        expect((await listed()).includes(first)).toBe(isOpen);
        await desk.store.reviewList.listHandoff(first, undefined);
      }),
      { numRuns: 60, endOnFailure: true, interruptAfterTimeLimit: 20_000 },
    );
  });
});

describe('the place in the queue', () => {
  const ask = async (conversationKey: string): Promise<void> => {
    await desk.say(conversationKey, 'handoff');
    desk.clock.advance(1_000);
  };

  it('counts those who wait longer, and neither those who have been taken nor those who gave up', async () => {
    for (const conversationKey of ['dl-1', 'dl-2', 'dl-3', 'dl-4']) await ask(conversationKey);
    await work();
    expect(await answerTo('dl-4', 'place')).toBe('waiting 3');
    expect(await answerTo('dl-1', 'place')).toBe('waiting 0');
    await take('dl-1');
    await desk.say('dl-2', 'cancel');
    await work();
    expect(await answerTo('dl-4', 'place')).toBe('waiting 1');
    expect(await answerTo('dl-1', 'place')).toBe('none');
    expect(await answerTo('dl-2', 'place')).toBe('none');
  });

  it('is told in the turn that asks for a person', async () => {
    await ask('dl-1');
    await work();
    expect(await answerTo('dl-2', 'queue')).toBe('waiting 1');
    expect(await answerTo('dl-3', 'place')).toBe('none');
  });

  it('is kept by who asks again', async () => {
    await ask('dl-1');
    await ask('dl-2');
    await ask('dl-1');
    await work();
    expect(await answerTo('dl-1', 'place')).toBe('waiting 0');
    expect(await answerTo('dl-2', 'place')).toBe('waiting 1');
  });
});
