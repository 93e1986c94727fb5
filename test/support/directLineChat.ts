import { DirectLine, type Activity, type Message } from 'botframework-directlinejs';
import { WebSocket } from 'ws';
import type { Chat } from './applicant';
import { eventually } from './patience';
import { releasable } from './release';
import { XmlHttpRequest } from './xmlHttpRequest';

Object.assign(globalThis, { XMLHttpRequest: XmlHttpRequest, WebSocket });

interface Visitor {
  conversationId: string;
  token: string;
  resume: string;
}

const ignore = (): void => {};

/** A visitor of the website with Microsoft's own client, who leaves with the test. */
export class DirectLineChat implements Chat {
  readonly visitor: Visitor;
  /** Everything that reached the client, in order, however often. */
  readonly activities: Message[] = [];
  readonly #url: string;
  readonly #directLine: DirectLine;
  #read = 0;

  /** With the ticket of an earlier visit the conversation is the same. */
  static async open(url: string, { resume, webSocket = true }: { resume?: string; webSocket?: boolean } = {}) {
    const response = await fetch(`${url}/chat/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: resume }),
    });
    return new DirectLineChat(url, (await response.json()) as Visitor, webSocket);
  }

  private constructor(url: string, visitor: Visitor, webSocket: boolean) {
    this.#url = url;
    this.visitor = visitor;
    this.#directLine = new DirectLine({
      domain: `${url}/v3/directline`,
      token: visitor.token,
      webSocket,
      pollingInterval: 200,
      random: () => 0, // reconnects after 3 s instead of 3 to 15
    });
    this.#directLine.activity$.subscribe((activity: Activity) => {
      if (activity.type === 'message') this.activities.push(activity);
    }, ignore); // `leave` is told to subscribers as an error
    releasable('a visitor', () => this.leave());
  }

  next(): Promise<string> {
    return eventually('the next message of the bot', () => {
      const unread = this.activities.slice(this.#read).findIndex(isBots);
      if (unread < 0) return undefined;
      this.#read += unread + 1;
      return this.activities[this.#read - 1]?.text ?? '';
    });
  }

  /** Says it again, under the same id, for as long as the client finds that it should. */
  async say(text: string): Promise<void> {
    const channelData = { clientActivityID: crypto.randomUUID() };
    const post = (): Promise<string> =>
      new Promise((resolve, reject) =>
        this.#directLine
          .postActivity({ type: 'message', from: { id: '' }, text, channelData })
          .subscribe(resolve, reject),
      );
    await eventually('an answer to a message', async () => (await post()) !== 'retry');
  }

  /** What the bot said, as it came in. */
  get heard(): string[] {
    return this.activities.filter(isBots).map(({ text }) => text ?? '');
  }

  leave(): void {
    this.#directLine.end();
  }

  /** The whole transcript as the server has it. */
  async history(): Promise<Message[]> {
    const { conversationId, token } = this.visitor;
    const response = await fetch(`${this.#url}/v3/directline/conversations/${conversationId}/activities`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return ((await response.json()) as { activities: Message[] }).activities;
  }
}

/** Messages of the bot in a transcript. */
export const isBots = ({ from }: Message): boolean => from.role === 'bot';
