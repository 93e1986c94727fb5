import { Applicants, WHOLE, type Applicant } from './conversation';
import { HttpConnection } from './httpConnection';

/** One applicant in the Emulator, who reads the answers from the HTTP response. */
export class Talk {
  readonly #id: string;
  readonly #messages: readonly string[];
  #said = 0;

  /** `most`: leaves after so many messages. */
  constructor({ number, application }: Applicant, most = Infinity) {
    this.#id = `bench-${process.pid}-${number}`;
    this.#messages = application.slice(0, most);
  }

  get over(): boolean {
    return this.#said === this.#messages.length;
  }

  /** The activity of the next message. */
  next(): object {
    const text = this.#messages[this.#said++]!;
    return {
      type: 'message',
      id: `${this.#id}-${this.#said}`,
      channelId: 'emulator',
      serviceUrl: 'http://127.0.0.1:1',
      conversation: { id: this.#id },
      from: { id: 'applicant', name: 'User', role: 'user' },
      recipient: { id: 'bot', name: 'Bot', role: 'bot' },
      locale: 'zh-CN',
      deliveryMode: 'expectReplies',
      text,
    };
  }
}

/** Posts one message and checks that it was answered in the response. */
export const speak = async (connection: HttpConnection, talk: Talk): Promise<string> => {
  const { status, body } = await connection.post('/api/messages', talk.next());
  if (status !== 200 || !body.includes('"activities":[{')) throw new Error(`Answered with ${status}: ${body}`);
  return body;
};

/**
 * Conversations that go on, each message after the answer to the one before; who has finished is followed by somebody new. The first leave
 * one after the other, so that from then on each conversation is at another point, as those of real applicants are.
 */
class Crowd {
  readonly #applicants: Applicants;
  readonly #talks: Talk[];
  #turn = 0;

  constructor(applicants: Applicants, size: number) {
    this.#applicants = applicants;
    this.#talks = Array.from({ length: size }, (_, i) => new Talk(applicants.next(), 1 + (i % WHOLE)));
  }

  next(): Talk {
    const at = this.#turn++ % this.#talks.length;
    if (this.#talks[at]!.over) this.#talks[at] = new Talk(this.#applicants.next());
    return this.#talks[at]!;
  }
}

const CONNECTIONS = 32;
const TALKS_PER_CONNECTION = 32;

/** A load on one `/api/messages`; it goes on with its conversations from round to round. */
export class BotFrameworkLoad {
  readonly #users: { connection: HttpConnection; crowd: Crowd }[];

  constructor(url: string, applicants = new Applicants()) {
    this.#users = Array.from({ length: CONNECTIONS }, () => ({
      connection: new HttpConnection(url),
      crowd: new Crowd(applicants, TALKS_PER_CONNECTION),
    }));
  }

  /** Turns a second with every connection always busy. */
  async peak(seconds: number): Promise<number> {
    const startedAt = performance.now();
    const until = startedAt + seconds * 1000;
    let turns = 0;
    await Promise.all(
      this.#users.map(async ({ connection, crowd }) => {
        while (performance.now() < until) {
          await speak(connection, crowd.next());
          turns++;
        }
      }),
    );
    return (turns * 1000) / (performance.now() - startedAt);
  }

  /**
   * The 99th percentile in milliseconds at `rate` turns a second. A turn is timed from when it was due, so that waiting for a free
   * connection counts.
   */
  async p99(rate: number, seconds: number): Promise<number> {
    const startedAt = performance.now();
    const total = Math.round(rate * seconds);
    const times: number[] = [];
    let next = 0;
    await Promise.all(
      this.#users.map(async ({ connection, crowd }) => {
        for (let turn = next++; turn < total; turn = next++) {
          const due = startedAt + (turn * 1000) / rate;
          await until(due);
          await speak(connection, crowd.next());
          times.push(performance.now() - due);
        }
      }),
    );
    return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)]!;
  }

  close(): void {
    for (const { connection } of this.#users) connection.close();
  }
}

/** To the millisecond: waiting for less by turning the event loop would take a processor from those who are measured. */
const until = async (due: number): Promise<void> => {
  const wait = due - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
};
