import { startDesk, type TestDesk } from './desk';

interface Answer {
  token: string;
  conversationId: string;
  userId: string;
  expires_in: number;
  resume: string;
}

let desk: TestDesk;
beforeEach(
  async () => void (desk = await startDesk({ allowedOrigins: ['https://shop.example'], tokensPerMinute: 20 })),
);

const ask = (body?: object, headers: Record<string, string> = {}) =>
  fetch(`${desk.url}/chat/token`, {
    method: 'POST',
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    body: body ? JSON.stringify(body) : null,
  });
const answerOf = async (response: Response) => (await response.json()) as Answer;
const DAY = 24 * 60 * 60 * 1000;

it('gives every new visitor a conversation and a user of their own', async () => {
  const response = await ask();
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const first = await answerOf(response);
  const second = await answerOf(await ask({}));
  expect(first).toMatchObject({ expires_in: 3600, userId: expect.stringMatching(/^dl_[0-9a-f]{32}$/) });
  expect(first.conversationId).not.toBe(second.conversationId);
  expect(first.userId).not.toBe(second.userId);
});

it('gives the same visitor a token again, long after the first has expired', async () => {
  const { resume, conversationId, userId } = await answerOf(await ask());
  desk.clock.advance(100 * DAY);
  const again = await answerOf(await ask({ token: resume }));
  expect(again).toMatchObject({ conversationId, userId });
  expect((await desk.call('POST', '/conversations', { token: again.token })).status).toBe(201);
});

it('takes the token of a page still open, but not an expired one', async () => {
  const { token, conversationId } = await answerOf(await ask());
  expect(await answerOf(await ask({ token }))).toMatchObject({ conversationId });
  desk.clock.advance(DAY);
  const expired = await ask({ token });
  expect(expired.status).toBe(403);
  expect(await expired.json()).toMatchObject({ error: { code: 'TokenExpired' } });
});

it('takes no ticket that is forged or older than the data it leads to', async () => {
  const { resume } = await answerOf(await ask());
  expect((await ask({ token: 'forged' })).status).toBe(403);
  desk.clock.advance(181 * DAY);
  expect((await ask({ token: resume })).status).toBe(403);
});

it('takes no wish of the page as to who one is', async () => {
  const wished = { userId: 'dl_other', conversationId: 'a'.repeat(32), user: { id: 'dl_other' } };
  const answer = await answerOf(await ask(wished));
  expect([answer.userId, answer.conversationId]).not.toContain('dl_other');
  expect(answer.conversationId).not.toBe(wished.conversationId);
});

it('answers allowed sites and the own pages only', async () => {
  const shop = await ask({}, { origin: 'https://shop.example' });
  expect([shop.status, shop.headers.get('access-control-allow-origin')]).toEqual([200, 'https://shop.example']);
  const loopback = desk.url.replace('127.0.0.1', 'localhost');
  expect((await ask({}, { origin: loopback })).status).toBe(200);
  for (const origin of ['https://evil.example', 'null', 'https://shop.example.evil.example'])
    expect((await ask({}, { origin })).status).toBe(403);
});

it('lets one address ask only so often, and says how long to wait', async () => {
  for (let i = 0; i < 20; i += 1) expect((await ask()).status).toBe(200);
  const refused = await ask();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});

it('answers a body that is no JSON, or too large, with 4xx', async () => {
  const post = (body: string) =>
    fetch(`${desk.url}/chat/token`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect((await post('{')).status).toBe(400);
  expect((await post('{"token":1}')).status).toBe(400);
  expect((await post(JSON.stringify({ token: 'x'.repeat(10_000) }))).status).toBe(413);
});
