import { once } from 'node:events';
import { WebSocket, type ClientOptions } from 'ws';
import { eventually, within } from '../../../support/patience';
import { releasable } from '../../../support/release';
import { startDesk, type TestDesk } from './desk';

interface Frame {
  activities: { id: string; text: string }[];
  watermark: string;
}

let desk: TestDesk;
beforeAll(async () => void (desk = await startDesk({ allowedOrigins: ['https://shop.example'], keepAliveMs: 50 })));

/** A socket that ends with the test. */
const connect = (url: string, options: ClientOptions = {}): WebSocket => {
  const socket = new WebSocket(url, options).on('error', () => {});
  releasable('a socket', () => socket.terminate());
  return socket;
};

/** A reader that collects texts; `until` waits for the last of them. */
const listen = (url: string, origin?: string) => {
  const socket = connect(url, origin === undefined ? {} : { origin });
  const frames: string[] = [];
  const sets = (): Frame[] => frames.filter(Boolean).map((frame) => JSON.parse(frame) as Frame);
  const texts = (): string[] => sets().flatMap(({ activities }) => activities.map(({ text }) => text));
  socket.on('message', (data: Buffer) => frames.push(data.toString()));
  return {
    socket,
    frames,
    sets,
    texts,
    async until(text: string): Promise<string[]> {
      await eventually(text, () => texts().includes(text));
      return texts();
    },
  };
};

const closeOf = async (socket: WebSocket): Promise<unknown> =>
  (await within('the close of a socket', once(socket, 'close')))[0];

const refusal = async (url: string, origin?: string): Promise<number | undefined> => {
  const { socket } = listen(url, origin);
  const [, response] = (await within('a refusal', once(socket, 'unexpected-response'))) as [
    unknown,
    { statusCode?: number },
  ];
  return response.statusCode;
};

const say = (conversation: { token: string; conversationId: string }, text: string) =>
  desk.call('POST', `/conversations/${conversation.conversationId}/activities`, {
    token: conversation.token,
    body: { type: 'message', text },
  });

it('replays what was said before it was opened, then sends what is said', async () => {
  const conversation = await desk.start();
  const reader = listen(conversation.streamUrl);
  expect(await reader.until('您好')).toEqual(['您好']);
  await say(conversation, '一');
  expect(await reader.until('您说：一')).toEqual(['您好', '一', '您说：一']);
  expect(reader.sets().at(-1)?.watermark).toBe('3');
});

it('sends what polling answers, activity by activity', async () => {
  const conversation = await desk.start();
  await say(conversation, '一');
  const reader = listen(conversation.streamUrl);
  await reader.until('您说：一');
  const path = `/conversations/${conversation.conversationId}/activities?watermark=`;
  const polled = (await (await desk.call('GET', path, { token: conversation.token })).json()) as Frame;
  expect(reader.sets().flatMap(({ activities }) => activities)).toEqual(polled.activities);
});

it('goes on after the watermark in its address', async () => {
  const conversation = await desk.start();
  await say(conversation, '一');
  const answer = await desk.call('GET', `/conversations/${conversation.conversationId}?watermark=2`, {
    token: conversation.token,
  });
  const { streamUrl } = (await answer.json()) as { streamUrl: string };
  expect(await listen(streamUrl).until('您说：一')).toEqual(['您说：一']);
});

it('cuts a long history into frames that continue one another', async () => {
  const conversation = await desk.start();
  for (let i = 0; i < 60; i += 1) await say(conversation, `第${i}句`);
  const reader = listen(conversation.streamUrl);
  expect(await reader.until('您说：第59句')).toHaveLength(121);
  expect(reader.sets().map(({ watermark }) => watermark)).toEqual(['50', '100', '121']);
});

it('serves several sockets of one conversation', async () => {
  const conversation = await desk.start();
  const readers = [1, 2, 3].map(() => listen(conversation.streamUrl));
  await Promise.all(readers.map((reader) => reader.until('您好')));
  await say(conversation, '一');
  for (const reader of readers) expect(await reader.until('您说：一')).toHaveLength(3);
});

it('sends empty frames to keep proxies awake, and ignores those of the client', async () => {
  const conversation = await desk.start();
  const reader = listen(conversation.streamUrl);
  await reader.until('您好');
  reader.socket.send('');
  await eventually('an empty frame', () => reader.frames.includes(''));
  expect(reader.socket.readyState).toBe(WebSocket.OPEN);
});

it('drops who no longer answers pings', async () => {
  const conversation = await desk.start();
  const socket = connect(conversation.streamUrl, { autoPong: false });
  expect(await closeOf(socket)).toBe(1006);
});

it('closes a socket that sends more than a client has to say', async () => {
  const { socket } = listen((await desk.start()).streamUrl);
  await within('an open socket', once(socket, 'open'));
  socket.send('x'.repeat(100_000));
  expect(await closeOf(socket)).toBe(1009);
});

it('admits pages of allowed origins only, and of trusted ones where the token names them', async () => {
  const { streamUrl } = await desk.start();
  expect(await refusal(streamUrl, 'https://evil.example')).toBe(403);
  expect(await listen(streamUrl, 'https://shop.example').until('您好')).toEqual(['您好']);
});

it('admits nobody with a token of another kind, conversation or time', async () => {
  const mine = await desk.start();
  const other = await desk.start();
  const address = (t: string) => `${mine.streamUrl.split('?')[0]}?watermark=&t=${t}`;
  const streamToken = new URL(other.streamUrl).searchParams.get('t') ?? '';
  expect(await refusal(address(''))).toBe(401);
  for (const token of ['forged', mine.token, streamToken]) expect(await refusal(address(token))).toBe(403);
  expect(await refusal(`${desk.url.replace('http', 'ws')}/elsewhere`)).toBe(404);
  desk.clock.advance(70_000);
  expect(await refusal(mine.streamUrl)).toBe(403);
});

it('says that it is going away when the server stops', async () => {
  const leaving = await startDesk();
  const { streamUrl } = await leaving.start();
  const { socket } = listen(streamUrl);
  await within('an open socket', once(socket, 'open'));
  const closed = closeOf(socket);
  await leaving.stop();
  expect(await closed).toBe(1001);
});
