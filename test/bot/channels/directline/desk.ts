import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Clock } from '../../../../bot/clock';
import { createDirectLine } from '../../../../bot/channels/directline';
import { createTokens, type Tokens } from '../../../../bot/channels/directline/auth/tokens';
import { DIRECT_LINE_SETTINGS } from '../../../../bot/channels/directline/settings';
import { capability } from '../../../../bot/core/capability';
import { createDesk } from '../../../../bot/desk';
import { CORE_SETTINGS } from '../../../../bot/settings/config';
import type { Dialog, DialogEvent, StepResult } from '../../../../dialogs/types';
import type { Understand } from '../../../../nlu/types';
import { silentLog, testConfig } from '../../../support/desk';
import { startRedis } from '../../../support/redis';
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
  sentText: (what) => `[${what}]`,
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
  topic: null,
  topicAlternatives: [],
  entities: {},
  nearMisses: [],
  corrections: [],
    moves: [],
    question: false,
  secrets: [],
});

export interface TestDesk {
  url: string;
  domain: string;
  app: FastifyInstance;
  clock: Clock & { advance(ms: number): void };
  tokens: Tokens;
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
  /** Closes it as a shutdown does; at the latest at the end of the test. */
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

const settingsOf = ({ allowedOrigins = [], messagesPerMinute, tokensPerMinute, port = 0 }: DeskOptions) => ({
  PORT: `${port}`,
  ROLE: 'bot',
  REDIS_URL: 'redis://given.by.the.test',
  OPERATOR_NAME: '演示运营方',
  OFFICIAL_CONTACT: '400-000-0000',
  ALLOWED_ORIGINS: allowedOrigins.join(','),
  RATE_MESSAGES_PER_MINUTE: `${messagesPerMinute ?? 1_000}`,
  RATE_TOKENS_PER_MINUTE: `${tokensPerMinute ?? 1_000}`,
  DIRECT_LINE_SECRET: SECRET,
});

/** Direct Line with the real turn and store on a Redis of its own; only the dialogue and the understanding are scripted. */
export const startDesk = async (options: DeskOptions = {}): Promise<TestDesk> => {
  const server = await startRedis();
  let offset = 0;
  const clock = { now: () => Date.now() + offset, advance: (ms: number) => void (offset += ms) };
  const config = testConfig(settingsOf(options), [...CORE_SETTINGS, DIRECT_LINE_SETTINGS]);
  const routes = (options.routes ?? []).map((plugin) => ({ plugin }));
  const desk = await createDesk({
    ...{ config, clock, redisUrl: server.url, log: silentLog },
    ...{ dialog: scriptedDialog, understand: scriptedUnderstand },
    capabilities: [createDirectLine(options), capability({ name: 'routes of the test', build: () => ({ routes }) })],
  });
  const stop = releasable('Direct Line', async () => {
    await desk.stop();
    await server.stop();
  });
  await desk.start();
  const url = desk.core.address.url();

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

  const keys = config.of(DIRECT_LINE_SETTINGS).TOKEN_KEYS;
  return {
    url,
    domain: `${url}/v3/directline`,
    app: desk.app,
    clock,
    tokens: createTokens({ keys, clock, resumeDays: config.dialog.retentionDays }),
    visit,
    async start() {
      const { token, userId } = await visit();
      const response = await call('POST', '/conversations', { token });
      return { ...((await response.json()) as { token: string; conversationId: string; streamUrl: string }), userId };
    },
    call,
    stop,
  };
};
