import type { FastifyInstance } from 'fastify';
import { api } from '../../../bot/api';
import type { Push } from '../../../bot/channel';
import { createUnderstand, type Classify } from '../../../nlu';
import { startDesk, type TestDesk } from '../../support/desk';
import { testDialog } from '../../support/dialog';
import { eventually } from '../../support/patience';
import { issueToken } from '../../support/machineToken';
import { startRedis } from '../../support/redis';

/** The one product intent needed here is told by its word; the rest is understood by rule. */
const classify: Classify = (text) => ({
  intents: [{ intent: text.includes('开通') ? 'apply' : 'out_of_scope', confidence: 0.99 }],
  topics: [],
});

const TOKEN = 'staff-token-of-this-test';
/** Leads to the question for the name, by buttons where there are any. */
const TO_NAME = ['开通分付', '没看到', '我了解', '同意'];
const NAME_QUESTION = /完整姓名/;

let desk: TestDesk;
let app: FastifyInstance;
const pushed: string[] = [];
const push: Push = async ({ text = '' }) => {
  pushed.push(text);
  return { is: 'sent' };
};

beforeEach(async () => {
  pushed.length = 0;
  desk = await startDesk((await startRedis()).url, {
    dialog: testDialog(),
    understand: createUnderstand({ classify }),
    pushes: { emulator: push },
    capabilities: [api],
    settings: { STAFF_TOKEN: TOKEN },
  });
  desk.relay.start();
  desk.workers.start();
  app = desk.app;
});

const authorization = `Bearer ${TOKEN}`;
const get = async (path: string) =>
  (await app.inject({ url: `/api/handoffs${path}`, headers: { authorization } })).json();
const post = (path: string, payload?: object, key?: string) =>
  app.inject({
    method: 'POST',
    url: `/api/handoffs${path}`,
    headers: { authorization, ...(key !== undefined && { 'idempotency-key': key }) },
    ...(payload && { payload }),
  });

const lastReply = async (conversationKey: string): Promise<string> =>
  (await desk.replies(conversationKey)).at(-1) ?? '';

/** The hand-off of a conversation, once it is listed. */
const listedFor = async (conversationKey: string): Promise<string> => {
  const items = async () =>
    (await get('')).items.filter((item: { conversationKey: string }) => item.conversationKey === conversationKey);
  await eventually('a hand-off', async () => (await items()).length > 0);
  const [handoff, ...others] = await items();
  expect(others).toEqual([]);
  return handoff.id;
};

/** A conversation that has come to the question for the name and asked for a person; resolves to the hand-off's id once listed. */
const askForPerson = async (conversationKey: string): Promise<string> => {
  let buttons: string[] = [];
  for (const answer of TO_NAME) {
    const { replies } = await desk.say(conversationKey, buttons.find((button) => button.startsWith(answer)) ?? answer);
    buttons = replies.at(-1)?.choices?.map(({ value }) => value) ?? [];
  }
  expect(await lastReply(conversationKey)).toMatch(NAME_QUESTION);
  await desk.say(conversationKey, '转人工');
  return listedFor(conversationKey);
};

describe('a conversation handed to a person', () => {
  it('is taken, led by the person while the bot is silent, and released to go on at the same question', async () => {
    const id = await askForPerson('dl-1');
    expect((await get('')).items).toEqual([
      {
        id,
        conversationKey: 'dl-1',
        channel: 'directline',
        state: 'waiting',
        since: '2026-11-23T04:00:00.000Z',
        askedAt: '2026-11-23T04:00:00.000Z',
        summary: { state: 'applying', reason: 'asked' },
      },
    ]);

    desk.clock.advance(60_000);
    expect((await post(`/${id}/take`)).json()).toEqual({ id, state: 'owned' });
    expect((await get('')).items).toMatchObject([{ id, state: 'owned', since: '2026-11-23T04:01:00.000Z' }]);
    expect(await lastReply('dl-1')).toContain('人工客服已接入');

    expect((await desk.say('dl-1', '我叫王芳，为什么要填姓名')).replies).toEqual([]);
    const said = (await post(`/${id}/messages`, { text: '您好，姓名用来核对身份。' })).json();
    expect(said).toMatchObject({ id, text: '【人工客服】您好，姓名用来核对身份。', at: '2026-11-23T04:01:00.000Z' });
    expect(await lastReply('dl-1')).toBe(said.text);

    expect((await post(`/${id}/release`)).json()).toEqual({ id, state: 'closed' });
    expect(await lastReply('dl-1')).toMatch(NAME_QUESTION);
    expect((await get('')).items).toEqual([]);
    await desk.say('dl-1', '王芳');
    expect(await lastReply('dl-1')).toMatch(/身份证/);
  });

  it('can be read by staff as it is stored, from any position on, until it is closed', async () => {
    const id = await askForPerson('dl-1');
    await post(`/${id}/take`);
    await desk.say('dl-1', '我的手机号是13912345670');
    const { items, last } = await get(`/${id}/transcript`);
    expect(items[0]).toMatchObject({ position: 1, from: 'user', text: '开通分付' });
    expect(items.at(-1)).toMatchObject({ position: last, from: 'user' });
    expect(JSON.stringify(items)).not.toContain('13912345670');
    expect(await get(`/${id}/transcript?after=${last}`)).toEqual({ items: [], last });
    await post(`/${id}/release`);
    expect(await get(`/${id}/transcript`)).toMatchObject({ status: 404 });
  });

  it('has every message of a channel that is pushed to pushed, in order', async () => {
    const say = (id: string, text: string) =>
      desk.turn({
        conversationKey: 'bf-emulator-1',
        channel: 'emulator',
        id,
        event: { type: 'said', text },
        echo: { type: 'message', fields: {} },
        reference: {},
      });
    await say('m1', '转人工');
    const id = await listedFor('bf-emulator-1');
    await post(`/${id}/take`);
    await post(`/${id}/messages`, { text: '您好' });
    await post(`/${id}/release`);
    await eventually('the pushes', async () => (await desk.replies('bf-emulator-1')).length === pushed.length);
    expect(pushed).toEqual(await desk.replies('bf-emulator-1'));
    expect(pushed).toContain('【人工客服】您好');
  });

  it('is listed once however often a person is asked for, and anew after it was closed', async () => {
    const first = await askForPerson('dl-1');
    await desk.say('dl-1', '转人工');
    await post(`/${first}/take`);
    await post(`/${first}/release`);
    await desk.say('dl-1', '转人工');
    expect(await listedFor('dl-1')).not.toBe(first);
  });

  it('is closed by an applicant who goes back to the bot', async () => {
    const id = await askForPerson('dl-1');
    await post(`/${id}/take`);
    await desk.say('dl-1', '回到机器人');
    expect(await lastReply('dl-1')).toMatch(NAME_QUESTION);
    expect((await post(`/${id}/messages`, { text: '您好' })).json()).toMatchObject({
      status: 409,
      code: 'handoff_closed',
    });
    expect((await get('')).items).toEqual([]);
  });
});

describe('staff', () => {
  it('repeat a request under its key and are answered the same; it happens once', async () => {
    const id = await askForPerson('dl-1');
    const taken = [await post(`/${id}/take`, undefined, 'k1'), await post(`/${id}/take`, undefined, 'k1')];
    expect(taken.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    const said = await Promise.all([1, 2, 3].map(() => post(`/${id}/messages`, { text: '您好', id: 'm1' })));
    expect(new Set(said.map(({ body }) => body)).size).toBe(1);
    expect((await desk.replies('dl-1')).filter((text) => text === '【人工客服】您好')).toHaveLength(1);
    expect((await post(`/${id}/messages`, { text: '再见' }, 'm1')).json()).toMatchObject({
      code: 'idempotency_mismatch',
    });
    const released = [await post(`/${id}/release`, undefined, 'k1'), await post(`/${id}/release`, undefined, 'k1')];
    expect(released.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect((await desk.replies('dl-1')).filter((text) => text.includes('人工客服已结束'))).toHaveLength(1);
  });

  it('are not answered by the key of a colleague', async () => {
    const id = await askForPerson('dl-1');
    expect((await post(`/${id}/take`, undefined, 'k1')).statusCode).toBe(200);
    const colleague = await issueToken(desk.store.machineTokens, 'colleague', ['handoffs']);
    const taken = await app.inject({
      method: 'POST',
      url: `/api/handoffs/${id}/take`,
      headers: { authorization: `Bearer ${colleague}`, 'idempotency-key': 'k1' },
    });
    expect(taken.json()).toMatchObject({ status: 409, code: 'handoff_taken' });
  });

  it('do not take what a colleague has, and only one of two wins', async () => {
    const id = await askForPerson('dl-1');
    const answers = await Promise.all([post(`/${id}/take`), post(`/${id}/take`)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect((await post(`/${id}/take`)).json()).toMatchObject({ code: 'handoff_taken' });
  });

  it('neither write into nor release what nobody has taken', async () => {
    const id = await askForPerson('dl-1');
    for (const refused of [await post(`/${id}/messages`, { text: '您好' }), await post(`/${id}/release`)])
      expect(refused.json()).toMatchObject({ status: 409, code: 'handoff_not_owned' });
  });

  it.each([
    ['a code', { text: '请把验证码发给我' }, 422, 'message_refused'],
    ['money', { text: '好的！麻烦先转账手续费' }, 422, 'message_refused'],
    ['nothing', { text: '  ' }, 400, 'invalid_request'],
    ['too much', { text: '长'.repeat(1_001) }, 400, 'invalid_request'],
    ['something else', { words: '您好' }, 400, 'invalid_request'],
  ])('do not send %s', async (_, payload, status, code) => {
    const id = await askForPerson('dl-1');
    await post(`/${id}/take`);
    expect((await post(`/${id}/messages`, payload)).json()).toMatchObject({ status, code });
  });

  it('may warn of what they may not ask for, and write the longest message there is', async () => {
    const id = await askForPerson('dl-1');
    await post(`/${id}/take`);
    expect((await post(`/${id}/messages`, { text: '请不要把验证码告诉任何人' })).statusCode).toBe(200);
    expect((await post(`/${id}/messages`, { text: '长'.repeat(1_000) })).statusCode).toBe(200);
  });

  it('are told of a hand-off that never was', async () => {
    expect((await post('/nothing/take')).json()).toMatchObject({ status: 404 });
    expect((await post('/handoff-dl-9-1/take')).json()).toMatchObject({ status: 409, code: 'handoff_closed' });
    expect(await get('/handoff-dl-9-1/transcript')).toMatchObject({ status: 404 });
  });
});
