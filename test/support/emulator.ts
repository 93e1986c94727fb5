import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from './patience';
import { releasable } from './release';

/** An activity as it goes over the wire. */
export interface WireActivity {
  id?: string;
  type: string;
  text?: string;
  replyToId?: string;
  from?: { id: string; name?: string; role?: string };
  attachments?: { name: string; contentType: string; contentUrl: string }[];
  suggestedActions?: { actions: { type: string; title: string; value: string }[] };
  channelData?: Record<string, unknown>;
}

interface Conversation {
  id: string;
  user: { id: string; name: string; role: 'user' };
  bot: { id: string; name: string; role: 'bot' };
  /** Everything posted into the window by the bot, in order. */
  window: WireActivity[];
}

/** How the stand-in treats what the bot posts: as the Emulator does, or as it does when something is wrong. */
export type Mood = 'well' | 'swallows' | 'hangs' | 'refuses' | 'fails' | 'redirects';

/**
 * Stands in for the Bot Framework Emulator 4.15: the activities it sends, and the routes of its channel service with their quirks. A
 * call about an unknown conversation, without a JSON content type or without `from` never gets an answer.
 */
export class Emulator {
  mood: Mood = 'well';
  /** Requests that came in, e.g. `POST /v3/conversations/…`. */
  readonly requests: string[] = [];
  readonly #conversations = new Map<string, Conversation>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  /** Until the end of the test. */
  async start(): Promise<this> {
    releasable('the Emulator', () => this.stop());
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return this;
  }

  get serviceUrl(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    if (this.#server.listening) await once(this.#server.close(), 'close');
  }

  /** A window with a bot in it; nothing has been sent yet. */
  open(botUrl: string): EmulatorWindow {
    const conversation: Conversation = {
      id: `${randomUUID()}|livechat`,
      user: { id: randomUUID(), name: 'User', role: 'user' },
      bot: { id: randomUUID(), name: 'Bot', role: 'bot' },
      window: [],
    };
    this.#conversations.set(conversation.id, conversation);
    return new EmulatorWindow(this, conversation, botUrl);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = decodeURIComponent(request.url ?? '');
    this.requests.push(`${request.method ?? ''} ${url}`);
    const [, id = '', rest = ''] = /^\/v3\/conversations\/([^/]+)\/(.*)$/.exec(url) ?? [];
    const conversation = this.#conversations.get(id);
    if (!conversation || this.mood === 'hangs') return;
    if (request.method === 'GET') {
      if (rest === 'activities') return send(response, 200, conversation.window);
      if (rest === 'members') return send(response, 200, [conversation.user, conversation.bot]);
      return send(response, 404, { error: { code: 'ResourceNotFound' } });
    }
    if (request.method !== 'POST' || !/^activities(?:\/|$)/.test(rest)) return send(response, 404, {});
    if (this.mood === 'refuses') return send(response, 503, { error: { code: 'ServiceError' } });
    if (this.mood === 'redirects')
      return void response.writeHead(307, { location: `${this.serviceUrl}${request.url}` }).end();
    const activity = await readActivity(request);
    if (!activity) return;
    this.#post(conversation, activity, rest.split('/')[1]);
    if (this.mood === 'swallows') return;
    if (this.mood === 'fails') return send(response, 502, {});
    send(response, 200, { id: conversation.window.at(-1)?.id });
  }

  #post(conversation: Conversation, activity: WireActivity, replyTo: string | undefined): void {
    const { replyToId: _dropped, ...rest } = activity;
    conversation.window.push({ ...rest, id: randomUUID(), ...(replyTo && { replyToId: replyTo }) });
  }
}

/** One conversation, as the person before it sees it. */
export class EmulatorWindow {
  readonly #emulator: Emulator;
  readonly #botUrl: string;
  readonly conversation: Conversation;
  #seen = 0;

  constructor(emulator: Emulator, conversation: Conversation, botUrl: string) {
    this.#emulator = emulator;
    this.#botUrl = botUrl;
    this.conversation = conversation;
  }

  get messages(): WireActivity[] {
    return this.conversation.window.filter(({ type }) => type === 'message');
  }

  /** The activity that the Emulator makes of `body`, with all that it sets by itself. */
  activity(body: Record<string, unknown>): Record<string, unknown> {
    const { id, user, bot } = this.conversation;
    return {
      from: { ...user, name: '' },
      ...body,
      channelId: 'emulator',
      conversation: { id },
      id: body.id ?? randomUUID(),
      localTimestamp: '2026-11-22T21:06:11+00:00',
      timestamp: '2026-11-22T21:06:11.741Z',
      recipient: bot,
      locale: 'en-US',
      serviceUrl: this.#emulator.serviceUrl,
    };
  }

  post(activity: Record<string, unknown>, headers: Record<string, string> = {}): Promise<Response> {
    const options = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(activity),
    };
    return fetch(this.#botUrl, options);
  }

  /** What opening the bot, and "Restart conversation", send. */
  restart(): Promise<Response> {
    const { user, bot } = this.conversation;
    return this.post(
      this.activity({
        type: 'conversationUpdate',
        from: user,
        membersAdded: [{ id: bot.id }, { id: user.id }],
        membersRemoved: [],
      }),
    );
  }

  /** What Web Chat sends for a typed line. */
  type(text: string): Promise<Response> {
    return this.post(
      this.activity({ type: 'message', text, textFormat: 'plain', channelData: { clientActivityID: randomUUID() } }),
    );
  }

  /** The bot's next `count` messages that have not been read yet. */
  async read(count: number): Promise<WireActivity[]> {
    await eventually('a message in the window', () => this.messages.length >= this.#seen + count);
    this.#seen += count;
    return this.messages.slice(this.#seen - count, this.#seen);
  }
}

/** Undefined for what makes the Emulator's handler throw without an answer. */
async function readActivity(request: IncomingMessage): Promise<WireActivity | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (!request.headers['content-type']?.startsWith('application/json')) return undefined;
  const activity = JSON.parse(Buffer.concat(chunks).toString()) as WireActivity;
  return activity.from ? activity : undefined;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
