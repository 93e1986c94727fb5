import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import type { Clock } from '../../../../bot/clock';
import { chatTokenRoutes } from '../../../../bot/channels/directline/chatToken';
import type { DirectLineDeps } from '../../../../bot/channels/directline/deps';
import { directLineRoutes } from '../../../../bot/channels/directline/routes';
import { attachDirectLineStream } from '../../../../bot/channels/directline/stream';
import { createTokens } from '../../../../bot/channels/directline/auth/tokens';
import { randomIds } from '../../../../bot/ids';
import { createLog } from '../../../../bot/log';
import { createStore } from '../../../../bot/store';
import { waitUntilReady } from '../../../../bot/store/redis/redis';
import { createTurn } from '../../../../bot/turn/turn';
import type { Dialog, DialogEvent, StepResult } from '../../../../dialogs/types';
import type { Understand } from '../../../../nlu/types';
import { connectTo, startRedis } from '../../../support/redis';
import { releasable } from '../../../support/release';

export const SECRET = 'a-secret-for-servers-only';

const render: Dialog['render'] = (replies) =>
  replies.map(({ key }) => ({ text: key, choices: [{ title: '开通分付', value: '开通分付' }] }));

/** Answers every event with what it was; 删除 erases, 出错 fails. */
const scriptedDialog: Dialog = {
  initial: () => ({ v: 1 }),
  step: (state, event): StepResult => ({
    state,
    replies: [{ key: describe(event) }],
    commands:
      event.type === 'said' && event.understanding.text === '删除' ? [{ type: 'erase', scope: 'everything' }] : [],
  }),
  pendingOf: () => 'none',
  isOwned: () => false,
  render,
  sentText: (what) => what,
  wording: { version: 'script', source: '', revive: () => render },
  transcriptText: ({ text }) => text,
};

const describe = (event: DialogEvent): string => {
  if (event.type === 'arrived') return '您好';
  if (event.type === 'sent') return `收到：${event.what}`;
  if (event.type !== 'said') return event.type;
  if (event.understanding.text === '出错') throw new RangeError('the scripted dialogue fails');
  return `您说：${event.understanding.text}`;
};

/** Understands nothing but a password after 密码, which it takes out. */
const scriptedUnderstand: Understand = (text) => ({
  text: text.replace(/密码\S*/, '密码▇'),
  intent: 'out_of_scope',
  confidence: 1,
  alternatives: [],
  entities: {},
  nearMisses: [],
  corrections: [],
  secrets: [],
});

export interface TestDesk {
  url: string;
  domain: string;
  app: FastifyInstance;
  deps: DirectLineDeps;
  clock: Clock & { advance(ms: number): void };
  tokens: DirectLineDeps['tokens'];
  /** A token of a new visitor. */
  visit(): Promise<{ token: string; conversationId: string; userId: string; resume: string }>;
  /** A started conversation. */
  start(): Promise<{ token: string; conversationId: string; streamUrl: string; userId: string }>;
  /** Calls a path below /v3/directline. */
  call(
    method: string,
    path: string,
    options?: { token?: string; body?: unknown; raw?: string; headers?: Record<string, string> },
  ): Promise<Response>;
  /** Closes sockets as a shutdown does. */
  closeStream(): Promise<void>;
  /** At the latest at the end of the test. */
  stop(): Promise<void>;
}

export interface DeskOptions {
  allowedOrigins?: string[];
  messagesPerMinute?: number;
  tokensPerMinute?: number;
  keepAliveMs?: number;
  port?: number;
  routes?: FastifyPluginAsync[];
}

/** Direct Line with the real turn and store on a Redis of its own; only the dialogue and the understanding are scripted. */
export const startDesk = async (options: DeskOptions = {}): Promise<TestDesk> => {
  const server = await startRedis();
  const redis = connectTo(server.url, 'store');
  const subscriber = connectTo(server.url, 'subscriber');
  await Promise.all([waitUntilReady(redis), waitUntilReady(subscriber)]);

  let offset = 0;
  const clock = { now: () => Date.now() + offset, advance: (ms: number) => void (offset += ms) };
  const store = createStore({
    redis,
    subscriber,
    dataKeys: [{ id: 'd1', key: randomBytes(32) }],
    indexKey: randomBytes(32),
    retention: { draftDays: 1, retentionDays: 180 },
    dialog: scriptedDialog,
  });
  const app = fastify();
  const handleTurn = createTurn({
    store,
    dialog: scriptedDialog,
    understand: scriptedUnderstand,
    clock,
    ids: randomIds,
    isPushed: () => false,
    messagesPerMinute: options.messagesPerMinute ?? 1_000,
    nudgeRelay: () => {},
  });
  const deps = {
    handleTurn,
    transcripts: store.transcripts,
    tokens: createTokens({ keys: [{ id: 't1', key: randomBytes(32) }], clock, resumeDays: 180 }),
    throttle: store.throttle,
    log: createLog('silent'),
    secret: SECRET,
    publicUrl: '',
    allowedOrigins: options.allowedOrigins ?? [],
    tokensPerMinute: options.tokensPerMinute ?? 1_000,
    botName: '演示运营方',
  };
  await app.register(directLineRoutes(deps));
  await app.register(chatTokenRoutes(deps));
  for (const routes of options.routes ?? []) await app.register(routes);
  const stream = attachDirectLineStream(app.server, deps, options);
  const stop = releasable('Direct Line', async () => {
    await stream.close();
    await app.close();
    redis.disconnect();
    subscriber.disconnect();
    await server.stop();
  });
  await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  deps.publicUrl = url;

  const call: TestDesk['call'] = (method, path, { token, body, raw, headers } = {}) =>
    fetch(`${url}/v3/directline${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...((body !== undefined || raw !== undefined) && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: raw ?? (body === undefined ? null : JSON.stringify(body)),
    });

  const visit: TestDesk['visit'] = async () => {
    const response = await fetch(`${url}/chat/token`, { method: 'POST' });
    return (await response.json()) as Awaited<ReturnType<TestDesk['visit']>>;
  };

  return {
    url,
    domain: `${url}/v3/directline`,
    app,
    deps,
    clock,
    tokens: deps.tokens,
    visit,
    async start() {
      const { token, userId } = await visit();
      const response = await call('POST', '/conversations', { token });
      return { ...((await response.json()) as { token: string; conversationId: string; streamUrl: string }), userId };
    },
    call,
    closeStream: () => stream.close(),
    stop,
  };
};
