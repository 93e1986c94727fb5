import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Chat } from '../support/applicant';

interface Activity {
  id: string;
  text?: string;
  from: { role?: string };
}
interface ActivitySet {
  activities: Activity[];
  watermark: string;
}
interface Started {
  conversationId: string;
  token: string;
  streamUrl: string;
}

export interface LightChatOptions {
  url: string;
  webSocket: boolean;
  /** Sends everything twice at once, and again without waiting for an answer. */
  impatient: boolean;
  /** Milliseconds a person takes to answer. */
  thinkMs: number;
}

const PATIENCE_MS = 10_000;
const RETRY_MS = 200;
const POLL_MS = 400;

/** A Direct Line client of few resources, which repeats until it is answered and keeps account of what comes in. */
export class LightChat implements Chat {
  /** Messages of all chats that were answered. */
  static said = 0;
  /** The bot's texts, as they came in. */
  readonly heard: string[] = [];
  /** Activities that came in twice, or not in the order of their ids. */
  disorder = 0;
  /** Ids that were left out. */
  gaps = 0;
  #started: Started | undefined;
  #watermark = '';
  #last = 0;
  #read = 0;
  #ended = false;
  #socket: WebSocket | undefined;
  readonly #received = new EventEmitter();

  constructor(private readonly options: LightChatOptions) {}

  async open(): Promise<this> {
    const { token } = await this.#call<{ token: string }>('/chat/token', '', {});
    this.#started = await this.#call<Started>('/v3/directline/conversations', token, {});
    void (this.options.webSocket ? this.#stream(this.#started.streamUrl) : this.#poll());
    return this;
  }

  async say(text: string): Promise<void> {
    await delay(this.options.thinkMs * (0.5 + Math.random()));
    const body = { type: 'message', from: { id: '' }, text, channelData: { clientActivityID: crypto.randomUUID() } };
    const post = (): Promise<unknown> => this.#call(`${this.#path}/activities`, this.#token, body);
    await Promise.all(this.options.impatient ? [post(), post(), delay(20).then(post)] : [post()]);
    LightChat.said++;
  }

  async next(): Promise<string> {
    for (;;) {
      const text = this.heard[this.#read];
      if (text !== undefined) return (this.#read++, text);
      await once(this.#received, 'text');
    }
  }

  leave(): void {
    this.#ended = true;
    this.#socket?.terminate();
  }

  /** The bot's texts as the server keeps them. */
  async history(): Promise<string[]> {
    const { activities } = await this.#call<ActivitySet>(`${this.#path}/activities`, this.#token);
    return activities.filter(({ from }) => from.role === 'bot').map(({ text = '' }) => text);
  }

  get #path(): string {
    return `/v3/directline/conversations/${this.#started?.conversationId ?? ''}`;
  }
  get #token(): string {
    return this.#started?.token ?? '';
  }

  /** Repeats the same request until it is answered: a lost answer is no lost message. Throws on a refusal for good. */
  async #call<Answer>(path: string, token: string, body?: unknown): Promise<Answer> {
    for (;;) {
      try {
        const response = await fetch(this.options.url + path, {
          method: body === undefined ? 'GET' : 'POST',
          headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
          body: body === undefined ? null : JSON.stringify(body),
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        if (response.ok) return (await response.json()) as Answer;
        await response.arrayBuffer();
        if (response.status < 500 && response.status !== 429)
          throw new RangeError(`${path} answers ${response.status}`);
      } catch (error) {
        if (error instanceof RangeError) throw error;
      }
      await delay(this.options.impatient ? RETRY_MS / 4 : RETRY_MS);
    }
  }

  #take({ activities, watermark }: ActivitySet): void {
    for (const { id, text = '', from } of activities) {
      const position = Number(id.split('|')[1]);
      if (position <= this.#last) this.disorder++;
      else if (position > this.#last + 1) this.gaps++;
      this.#last = Math.max(this.#last, position);
      if (from.role === 'bot') this.heard.push(text);
    }
    this.#watermark = watermark;
    this.#received.emit('text');
  }

  async #poll(): Promise<void> {
    while (!this.#ended) {
      const set = await this.#call<ActivitySet>(`${this.#path}/activities?watermark=${this.#watermark}`, this.#token);
      if (set.activities.length > 0) this.#take(set);
      await delay(POLL_MS);
    }
  }

  /** A socket that breaks is opened again where reading stopped. */
  async #stream(url: string): Promise<void> {
    for (let streamUrl = url; !this.#ended;) {
      const socket = new WebSocket(streamUrl);
      this.#socket = socket;
      socket.on('error', () => {}); // and then it closes
      socket.on('message', (frame) => {
        const text = (frame as Buffer).toString();
        if (text !== '') this.#take(JSON.parse(text) as ActivitySet);
      });
      await new Promise((resolve) => socket.once('close', resolve));
      if (this.#ended) return;
      await delay(RETRY_MS);
      const again = await this.#call<Started>(`${this.#path}?watermark=${this.#watermark}`, this.#token);
      streamUrl = again.streamUrl;
    }
  }
}
