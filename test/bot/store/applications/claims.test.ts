import { NO_RATE } from '../../../../bot/store/conversations/messageRate';
import fc from 'fast-check';
import type { Store } from '../../../../bot/store';
import { createApplication, advance } from '../../../../bot/cases/record';
import { dataOf, scriptedDialog } from '../../../support/scriptedDialog';
import { startDesk, type TestDesk } from '../../../support/desk';
import { startRedis } from '../../../support/redis';
import { REVIEWER } from '../../../support/reviewer';

let desk: TestDesk;
let store: Store;
let run = 0;

beforeAll(async () => {
  desk = await startDesk((await startRedis()).url);
  store = desk.store;
});

/** What a turn does between claim and commit, in two halves, so that a test can stop between them. */
const submission = (idNumber: string, no: string, conversationKey: string) => ({
  claim: async () => (await store.claims.claim(idNumber, { no, version: 0 }, conversationKey)).outcome,
  commit: async () => {
    const submitted = { no, phrase: '松风·明月', data: dataOf(idNumber) };
    return store.conversations.commit({
      conversation: await store.conversations.load(conversationKey, 'm1'),
      channel: 'directline',
      messageId: 'm1',
      state: scriptedDialog.initial(),
      rate: NO_RATE,
      turn: { at: 0, replies: [], wording: 'script' },
      applications: [
        { from: 0, application: createApplication(submitted, { conversationKey, channel: 'directline' }, 0) },
      ],
      commands: [],
      erase: false,
    });
  },
});

const close = (conversationKey: string, no: string) =>
  store.applications.changeQuietly(conversationKey, no, (application) => ({
    application: advance(application, { at: 1, by: REVIEWER, status: 'declined' }),
    commands: [],
  }));

const submittedIn = (replies: string[]): string | undefined =>
  replies.find((text) => text.startsWith('submitted'))?.split(' ')[1];

describe('one open application per person', () => {
  it('lets one of many conversations with the same ID number through', async () => {
    const conversations = Array.from({ length: 8 }, (_, i) => `dl-many-${i}`);
    const results = await Promise.all(conversations.map((key) => desk.say(key, 'apply 11010519491231002X')));
    const answers = results.flatMap(({ replies }) => replies.map(({ text = '' }) => text.split(' ')[0]));
    expect(answers.sort()).toEqual(['submitted', ...Array(7).fill('taken')]);
  });

  it('never has two open, in whatever order claims and commits of several conversations fall', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 4 }), async (scheduler, claimants) => {
        const id = `person-${++run}`;
        const submitting = Array.from({ length: claimants }, async (_, i) => {
          const { claim, commit } = submission(id, `FF-${run}-${i}`, `dl-${run}-${i}`);
          await scheduler.schedule(Promise.resolve());
          const outcome = await claim();
          await scheduler.schedule(Promise.resolve());
          return outcome === 'free' ? commit() : outcome;
        });
        const outcomes = await scheduler.waitFor(Promise.all(submitting));
        const made = outcomes.filter((outcome) => outcome === 'ok');
        expect(made.length).toBeLessThanOrEqual(1);
        expect(outcomes.every((outcome) => ['ok', 'void', 'taken'].includes(outcome))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('goes on with the next where a claimant crashed before its commit, and lets the stalled one create nothing later', async () => {
    const stalled = submission('crash', 'FF-crash-1', 'dl-crash-1');
    const next = submission('crash', 'FF-crash-2', 'dl-crash-2');
    expect(await stalled.claim()).toBe('free');
    expect(await next.claim()).toBe('free');
    expect(await stalled.commit()).toBe('void');
    expect(await next.commit()).toBe('ok');
    expect(await store.applications.load('dl-crash-1', 'FF-crash-1')).toBeUndefined();
  });

  it('claims again for the same conversation without harm', async () => {
    const first = submission('again', 'FF-again', 'dl-again');
    expect(await first.claim()).toBe('free');
    expect(await first.claim()).toBe('free');
    expect(await first.commit()).toBe('ok');
  });

  it('tells who comes second of an open application no more than that it is there, and frees the person once it is closed', async () => {
    const first = submission('closed', 'FF-closed-1', 'dl-closed-1');
    const second = submission('closed', 'FF-closed-2', 'dl-closed-2');
    await first.claim();
    await first.commit();
    expect(await store.claims.claim('closed', { no: 'FF-closed-2', version: 0 }, 'dl-closed-2')).toEqual({
      outcome: 'taken',
    });
    expect(await store.claims.claim('closed', { no: 'FF-closed-3', version: 0 }, 'dl-closed-1')).toEqual({
      outcome: 'taken',
      own: true,
    });
    await close('dl-closed-1', 'FF-closed-1');
    expect(await second.claim()).toBe('free');
    expect(await second.commit()).toBe('ok');
  });

  it('moves the claim when a reviewer has the ID number corrected', async () => {
    const replies = (await desk.say('dl-correct', 'apply wrong-number')).replies.map(({ text = '' }) => text);
    const no = submittedIn(replies) ?? '';
    await store.applications.changeQuietly('dl-correct', no, (application) => ({
      application: advance(application, { at: 1, by: REVIEWER, status: 'needs_info', item: 'idNumber' }),
      commands: [],
    }));
    expect((await desk.say('dl-correct', 'correct right-number')).replies[0]?.text).toBe('corrected');
    expect((await desk.say('dl-other', 'apply right-number')).replies[0]?.text).toBe('taken');
    expect(await store.applications.load('dl-correct', no)).toMatchObject({
      status: 'in_review',
      data: { idNumber: 'right-number' },
    });
  });

  it('gives up a claim only for the application it stands for', async () => {
    const first = submission('release', 'FF-release-1', 'dl-release-1');
    await first.claim();
    await first.commit();
    const person = store.claims.personOf('release');
    await store.claims.release(person, { no: 'FF-release-2', version: 2 }, 'dl-release-2');
    expect((await store.claims.claim('release', { no: 'FF-release-2', version: 0 }, 'dl-release-2')).outcome).toBe(
      'taken',
    );
    await store.claims.release(person, { no: 'FF-release-1', version: 2 }, 'dl-release-1');
    expect((await store.claims.claim('release', { no: 'FF-release-2', version: 0 }, 'dl-release-2')).outcome).toBe(
      'free',
    );
  });
});
