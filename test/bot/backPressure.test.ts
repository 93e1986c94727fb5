import { once } from 'node:events';
import type { Redis } from 'ioredis';
import { WebSocket } from 'ws';
import { createLog } from '../../bot/log';
import { startRedisServer } from '../../bot/localRedis/redisServer';
import { eventually, within } from '../support/patience';
import { connectTo } from '../support/redis';
import { releasable } from '../support/release';
import { runDesk, type RunningDesk } from '../support/runningDesk';

let node: RunningDesk;

const call = (path: string, token: string, body?: unknown): Promise<Response> =>
  fetch(`${node.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });

/** A conversation that has begun. */
const visit = async () => {
  const { token } = (await (await fetch(`${node.url}/chat/token`, { method: 'POST' })).json()) as { token: string };
  const started = await call('/v3/directline/conversations', token, {});
  const { conversationId, streamUrl } = (await started.json()) as { conversationId: string; streamUrl: string };
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  const say = (text: string, clientActivityID: string): Promise<Response> =>
    call(path, token, { type: 'message', text, channelData: { clientActivityID } });
  const said = async (): Promise<string[]> => {
    const { activities } = (await (await call(path, token)).json()) as {
      activities: { text: string; from: { role: string } }[];
    };
    return activities.filter(({ from }) => from.role === 'user').map(({ text }) => text);
  };
  return { say, said, streamUrl };
};

/** Holds every write at Redis for as long as the test wants, so that turns stay under way. */
const holdWrites = async () => {
  const redis = connectTo(node.redis.path) as Redis;
  await redis.call('CLIENT', 'PAUSE', '30000', 'WRITE');
  return { release: () => redis.call('CLIENT', 'UNPAUSE') };
};

it('refuses messages with a clear word while Redis is down, changes nothing, and goes on by itself when it is back', async () => {
  node = await runDesk();
  const { say, said } = await visit();
  expect((await say('一', 'm1')).status).toBe(200);

  await node.redis.stop();
  const refused = await say('二', 'm2');
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ error: { code: 'ServiceError' } });
  expect((await fetch(`${node.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${node.url}/healthz`)).status).toBe(200);

  const back = await startRedisServer({ dataDir: node.dataDir, log: createLog('silent') });
  releasable('Redis', () => back.stop());
  await eventually('a desk that is ready', async () => (await fetch(`${node.url}/readyz`)).ok);
  expect((await say('二', 'm2')).status).toBe(200);
  expect(await said()).toEqual(['一', '二']);
  await node.stop();
});

it('refuses what exceeds its measure at once with 503 and Retry-After, and takes the repetition later', async () => {
  node = await runDesk({ MAX_TURNS: '1', RATE_MESSAGES_PER_MINUTE: '1000' });
  const { say, said } = await visit();
  const ids = Array.from({ length: 40 }, (_, number) => `m${number}`);
  const answers = await Promise.all(ids.map((id) => say(id, id)));
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.length).toBeGreaterThan(0);
  for (const { status, headers } of refused) expect([status, headers.get('retry-after')]).toEqual([503, '1']);

  for (const id of ids) expect((await say(id, id)).status).toBe(200);
  expect((await said()).sort()).toEqual(ids.sort());
});

it('refuses a start that it has no room for, too: what it answers with 201 can be read', async () => {
  node = await runDesk({ MAX_TURNS: '1', RATE_TOKENS_PER_MINUTE: '1000' });
  const start = async () => {
    const { token } = (await (await fetch(`${node.url}/chat/token`, { method: 'POST' })).json()) as { token: string };
    const response = await call('/v3/directline/conversations', token, {});
    return { token, status: response.status, body: (await response.json()) as { conversationId?: string } };
  };
  const starts = await Promise.all(Array.from({ length: 40 }, start));
  expect(new Set(starts.map(({ status }) => status))).toEqual(new Set([201, 503]));
  for (const { token, status, body } of starts) {
    if (status !== 201) continue;
    const path = `/v3/directline/conversations/${body.conversationId}/activities`;
    expect((await call(path, token)).status).toBe(200);
  }
});

it('finishes the turns under way before it stops, and sends streams elsewhere with 1001', async () => {
  node = await runDesk();
  const { say, streamUrl } = await visit();
  await say('一', 'm1');
  const socket = new WebSocket(streamUrl);
  releasable('a socket', () => socket.terminate());
  await within('an open socket', once(socket, 'open'));
  const closed = once(socket, 'close');

  const held = await holdWrites();
  const underWay = say('二', 'm2');
  await within('a request', once(node.desk.app.server, 'request'));
  const stopped = node.desk.stop();
  await held.release();
  expect((await underWay).status).toBe(200);
  await stopped;
  expect((await within('the close of a socket', closed))[0]).toBe(1001);
  await expect(fetch(`${node.url}/healthz`)).rejects.toThrow();
});
