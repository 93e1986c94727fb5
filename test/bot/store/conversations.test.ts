import type { Store } from '../../../bot/store';
import type { TurnWrite } from '../../../bot/store/conversations';
import { keys } from '../../../bot/store/keys';
import { startDesk, type TestDesk } from '../../support/desk';
import { startRedis } from '../../support/redis';
import { scriptedDialog } from '../../support/scriptedDialog';

let desk: TestDesk;
let store: Store;

beforeAll(async () => {
  desk = await startDesk((await startRedis()).url);
  store = desk.store;
});

const writeOf = async (conversationKey: string, messageId: string, texts: string[]): Promise<TurnWrite> => ({
  conversation: await store.conversations.load(conversationKey, messageId),
  now: 0,
  messageId,
  state: scriptedDialog.initial(),
  entries: texts.map((text) => ({ from: 'bot', at: 0, type: 'message', text })),
  echoed: false,
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
    expect((await store.conversations.load('dl-lost', 'm1')).answered).toBeUndefined();
  });

  it('remembers where each message was answered', async () => {
    await store.conversations.commit(await writeOf('dl-done', 'm1', ['a', 'b']));
    await store.conversations.commit(await writeOf('dl-done', 'm2', ['c']));
    expect((await store.conversations.load('dl-done', 'm1')).answered).toEqual({ echo: 0, first: 1, last: 2 });
    expect((await store.conversations.load('dl-done', 'm2')).answered).toEqual({ echo: 0, first: 3, last: 3 });
  });

  it('keeps a long transcript short, and its positions true', async () => {
    for (let i = 0; i < 22; i++) {
      const texts = Array.from({ length: 100 }, (_, j) => `${i * 100 + j + 1}`);
      await store.conversations.commit(await writeOf('dl-long', `m${i}`, texts));
    }
    const { entries, last } = await store.transcripts.readLog('dl-long', 0);
    expect({ last, kept: entries.length }).toEqual({ last: 2_200, kept: 2_000 });
    expect(entries.every(({ text, position }) => text === `${position}`)).toBe(true);
    expect((await store.transcripts.readLog('dl-long', 2_198)).entries.map(({ text }) => text)).toEqual([
      '2199',
      '2200',
    ]);
    expect((await store.transcripts.readLog('dl-long', 9_999)).entries).toEqual([]);
  });

  it('forgets the oldest handled messages before they become too many', async () => {
    for (let i = 0; i < 450; i++) await store.conversations.commit(await writeOf('dl-ids', `m${i}`, ['x']));
    expect(await desk.redis.hlen(keys.done('dl-ids'))).toBeLessThanOrEqual(400);
    expect((await store.conversations.load('dl-ids', 'm0')).answered).toBeUndefined();
    expect((await store.conversations.load('dl-ids', 'm300')).answered).toBeDefined();
  });

  it('lets a draft expire soon, and a conversation with an application late', async () => {
    await desk.say('dl-draft', '你好');
    await desk.say('dl-applied', 'apply 11010519491231002X');
    const days = async (key: string) => Math.round((await desk.redis.ttl(key)) / 86_400);
    expect(await Promise.all([keys.conversation, keys.log, keys.done].map((key) => days(key('dl-draft'))))).toEqual([
      1, 1, 1,
    ]);
    expect(await days(keys.conversation('dl-applied'))).toBe(180);
  });

  it('leaves no key without an end', async () => {
    await desk.say('dl-ends', 'apply 440524188001010014');
    const all = await desk.redis.keys('fd:*');
    const endless = (await Promise.all(all.map(async (key) => ((await desk.redis.ttl(key)) < 0 ? key : '')))).filter(
      Boolean,
    );
    expect(endless.every((key) => key.endsWith(':outbox'))).toBe(true);
  });
});
