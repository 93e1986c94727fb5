import { once } from 'node:events';
import { WebSocket } from 'ws';
import { Applicants, type Applicant } from './conversation';
import { HttpConnection } from './httpConnection';

interface Started {
  conversationId: string;
  token: string;
  streamUrl: string;
}

const PATH = '/v3/directline';

/** A visitor of the website: posts on one connection, reads the answers from the stream. */
export class Visitor {
  readonly #http: HttpConnection;
  readonly #applicant: Applicant;
  readonly #started: Started;
  #stream: WebSocket | undefined;
  #said = 0;

  /** A new conversation, begun with the service's secret. */
  static async open(url: string, secret: string, applicant: Applicant): Promise<Visitor> {
    const http = new HttpConnection(url);
    const { status, body } = await http.post(`${PATH}/conversations`, {}, `Authorization: Bearer ${secret}\r\n`);
    if (status !== 201) throw new Error(`A start is answered with ${status}: ${body}`);
    return new Visitor(http, JSON.parse(body) as Started, applicant);
  }

  private constructor(http: HttpConnection, started: Started, applicant: Applicant) {
    this.#http = http;
    this.#started = started;
    this.#applicant = applicant;
  }

  /** Resolves when the stream is open; what was said before has then been read or is on its way. */
  async listen(): Promise<void> {
    this.#stream = new WebSocket(this.#started.streamUrl, { perMessageDeflate: false });
    await once(this.#stream, 'open');
  }

  /** Says the next of its messages; when the application is handed in, chats on. Resolves to the id of what was said. */
  async say(): Promise<string> {
    const number = this.#said++;
    const text = this.#applicant.application[number] ?? this.#applicant.chat();
    const { status, body } = await this.#http.post(
      `${PATH}/conversations/${this.#started.conversationId}/activities`,
      { type: 'message', from: { id: 'user' }, text, channelData: { clientActivityID: `${number}` } },
      `Authorization: Bearer ${this.#started.token}\r\n`,
    );
    if (status !== 200) throw new Error(`A message is answered with ${status}: ${body}`);
    return (JSON.parse(body) as { id: string }).id;
  }

  /** One whole turn: said, taken, and answered on the stream. */
  async converse(): Promise<void> {
    const stream = this.#stream;
    if (!stream) throw new Error('Nobody listens');
    let answered: (() => void) | undefined;
    const frames: string[] = [];
    const onFrame = (frame: Buffer): void => {
      frames.push(frame.toString());
      answered?.();
    };
    stream.on('message', onFrame);
    const id = await this.say();
    const answer = `"replyToId":"${id}"`;
    while (!frames.some((frame) => frame.includes(answer))) await new Promise<void>((resolve) => (answered = resolve));
    stream.off('message', onFrame);
  }

  leave(): void {
    this.#stream?.terminate();
    this.#http.close();
  }
}

const VISITORS = 128;
/** How many of them wait for an answer at the same moment; as many as in the load on /api/messages. */
const AT_ONCE = 32;

/** Visitors who talk in turns, without a pause. */
export class DirectLineLoad {
  readonly #visitors: Visitor[];

  static async open(url: string, secret: string): Promise<DirectLineLoad> {
    const applicants = new Applicants();
    const visitors: Visitor[] = [];
    while (visitors.length < VISITORS) visitors.push(await Visitor.open(url, secret, applicants.next()));
    await Promise.all(visitors.map((visitor) => visitor.listen()));
    return new DirectLineLoad(visitors);
  }

  private constructor(visitors: Visitor[]) {
    this.#visitors = visitors;
  }

  /** Turns a second. */
  async peak(seconds: number): Promise<number> {
    const startedAt = performance.now();
    const until = startedAt + seconds * 1000;
    let turns = 0;
    const idle = [...this.#visitors];
    const talk = async (): Promise<void> => {
      while (performance.now() < until) {
        const visitor = idle.shift();
        if (!visitor) return;
        await visitor.converse();
        idle.push(visitor);
        turns++;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, talk));
    return (turns * 1000) / (performance.now() - startedAt);
  }

  close(): void {
    for (const visitor of this.#visitors) visitor.leave();
  }
}
