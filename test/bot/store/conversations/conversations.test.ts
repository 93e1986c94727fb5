import { NO_RATE } from '../../../../bot/store/conversations/messageRate';
import type { Store } from '../../../../bot/store';
import type { TurnWrite } from '../../../../bot/store/conversations/conversations';
import { keys } from '../../../../bot/store/keys';
import { startDesk, type TestDesk } from '../../../support/desk';
import { startRedis } from '../../../support/redis';
import { scriptedDialog } from '../../../support/scriptedDialog';

let desk: TestDesk;
let store: Store;

beforeAll(async () => {
  desk = await startDesk((await startRedis()).url);
  store = desk.store;
});

const writeOf = async (conversationKey: string, messageId: string, texts: string[]): Promise<TurnWrite> => ({
  conversation: await store.conversations.load(conversationKey, messageId),
  channel: 'directline',
  messageId,
  state: scriptedDialog.initial(),
  rate: NO_RATE,
  turn: { at: 0, replies: texts.map((key) => ({ key })), wording: scriptedDialog.wording.version },
  applications: [],
  commands: [],
  erase: false,
});

describe('a commit', () => {
  it('loses to the one that came between its load and itself, and then writes nothing', async () => {
    const early = await writeOf('dl-lost', 'm1', ['early']);
    const late = await writeOf('dl-lost', 'm2', ['late']);
    expect(await store.conversations.commit(late)).toBe('ok');
    expect(await store.conversations.commit(early)).toBe('conflict');
    expect(await desk.replies('dl-lost')).toEqual(['late']);
    expect((await store.conversations.load('dl-lost', 'm1')).earlierAnswer).toBeUndefined();
  });

  it('loses even to one of the same version, as Redis may have after it forgot and others wrote anew', async () => {
    await store.conversations.commit(await writeOf('dl-again', 'm1', ['first']));
    const remembered = await writeOf('dl-again', 'm2', ['lost']);
    await desk.redis.del(keys.conversation('dl-again'));
    await store.conversations.commit(await writeOf('dl-again', 'm3', ['anew']));
    expect(await store.conversations.commit(remembered)).toBe('conflict');
    expect(await desk.replies('dl-again')).toEqual(['anew']);
  });

  it('remembers where each message was answered', async () => {
    await store.conversations.commit(await writeOf('dl-done', 'm1', ['a', 'b']));
    await store.conversations.commit(await writeOf('dl-done', 'm2', ['c']));
    expect((await store.conversations.load('dl-done', 'm1')).earlierAnswer).toEqual({ echo: 0, first: 1, last: 2 });
    expect((await store.conversations.load('dl-done', 'm2')).earlierAnswer).toEqual({ echo: 0, first: 3, last: 3 });
  });

  it('keeps a long transcript short, and its positions true', async () => {
    const TURNS = 2_100;
    for (let i = 0; i < TURNS; i++)
      await store.conversations.commit(await writeOf('dl-long', `m${i}`, [`${2 * i + 1}`, `${2 * i + 2}`]));
    const { entries, last } = await store.transcripts.read('dl-long', 0);
    expect(last).toBe(2 * TURNS);
    expect(entries.length).toBeGreaterThanOrEqual(2 * 2_000);
    expect(entries.length).toBeLessThan(2 * 2_010);
    expect(entries.every(({ text, position }) => text === `${position}`)).toBe(true);
    for (const after of [2 * TURNS - 2, 2 * TURNS - 15, 2 * TURNS - 16, 2 * TURNS - 17, 2 * TURNS - 100]) {
      const texts = (await store.transcripts.read('dl-long', after)).entries.map(({ text }) => text);
      expect(texts).toEqual(Array.from({ length: last - after }, (_, i) => `${after + 1 + i}`));
    }
    expect((await store.transcripts.read('dl-long', 9_999)).entries).toEqual([]);
  });

  it('forgets the oldest handled messages before they become too many', async () => {
    for (let i = 0; i < 150; i++) await store.conversations.commit(await writeOf('dl-ids', `m${i}`, ['x']));
    expect((await store.conversations.load('dl-ids', 'm21')).earlierAnswer).toBeUndefined();
    expect((await store.conversations.load('dl-ids', 'm22')).earlierAnswer).toEqual({ echo: 0, first: 23, last: 23 });
    expect((await store.conversations.load('dl-ids', 'm149')).earlierAnswer).toBeDefined();
  });

  it('forgets what was said at an erasure, and knows which messages were handled', async () => {
    for (let i = 0; i < 20; i++) await store.conversations.commit(await writeOf('dl-erase', `m${i}`, ['x']));
    await store.conversations.commit({ ...(await writeOf('dl-erase', 'm20', ['gone'])), erase: true });
    expect(await desk.replies('dl-erase')).toEqual(['gone']);
    expect((await store.transcripts.read('dl-erase', 0)).entries[0]?.position).toBe(21);
    expect((await store.conversations.load('dl-erase', 'm3')).earlierAnswer).toBeDefined();
  });

  it('loses to a retention that shortened the transcript meanwhile', async () => {
    await store.conversations.commit(await writeOf('dl-trim', 'm1', ['old']));
    const { turn, ...write } = await writeOf('dl-trim', 'm2', ['new']);
    await store.conversations.commit({ ...write, turn: { ...turn, at: 1_000 } });
    const late = await writeOf('dl-trim', 'm3', ['late']);
    await store.expiry.forget('dl-trim', 500);
    expect(await store.conversations.commit(late)).toBe('conflict');
    expect(await desk.replies('dl-trim')).toEqual(['new']);
  });

  it('lets a draft expire soon, and a conversation with an application late', async () => {
    for (let i = 0; i < 9; i++) await desk.say('dl-draft', '你好');
    await desk.say('dl-applied', 'apply 11010519491231002X');
    const days = async (key: string) => Math.round((await desk.redis.ttl(key)) / 86_400);
    expect(await Promise.all([keys.conversation, keys.log].map((key) => days(key('dl-draft'))))).toEqual([1, 1]);
    expect(await days(keys.conversation('dl-applied'))).toBe(180);
  });

  it('leaves no key without an end', async () => {
    await desk.say('dl-ends', 'apply 440524188001010014');
    const all = await desk.redis.keys('fd:*');
    const endless = (await Promise.all(all.map(async (key) => ((await desk.redis.ttl(key)) < 0 ? key : '')))).filter(
      Boolean,
    );
    expect(endless.every((key) => /:(outbox|due)$|^fd:wording:|^fd:format$/.test(key))).toBe(true);
  });
});
