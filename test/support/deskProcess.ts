import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { SHARDS } from '../../bot/store/keys';
import { eventually } from './patience';
import { Program } from './program';
import { QUEUE_NAMES } from './queueNames';
import { connectTo } from './redis';
import { releasable } from './release';
import { temporaryDirectory } from './temporaryDirectory';

/** The jobs of a process that was killed are taken up after a while. */
const SETTLED_WITHIN_MS = 40_000;

/** The built program on a data directory of its own: it can be killed and started again where it was. It ends with the tests. */
export class DeskProcess {
  readonly #directory = temporaryDirectory();
  readonly #settings: Record<string, string>;
  #runs: Program[] = [];
  url = '';

  constructor(settings: Record<string, string> = {}) {
    this.#settings = { RATE_TOKENS_PER_MINUTE: '1000', RATE_MESSAGES_PER_MINUTE: '1000', ...settings };
    releasable('a desk process', async () => this.#runs.at(-1)?.end());
  }

  /** Resolves when it answers; after the first time on the same port. */
  async start(): Promise<this> {
    const port = this.url && { PORT: new URL(this.url).port };
    const program = new Program({ ...this.#settings, ...port }, this.#directory.path);
    this.#runs.push(program);
    this.url = await program.url();
    return this;
  }

  /** As a power cut: nothing is finished, nothing is said. */
  async kill(): Promise<void> {
    await this.#running.stop('SIGKILL');
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  /** In order. */
  stop(): Promise<number | null> {
    return this.#running.stop();
  }

  get dataDirectory(): string {
    return join(this.#directory.path, 'data');
  }

  /** All that was ever printed. */
  get output(): string {
    return this.#runs.map(({ stdout, stderr }) => stdout + stderr).join('');
  }

  redis(): Redis {
    return connectTo(join(this.dataDirectory, 'redis.sock')) as Redis;
  }

  /** What the reviewer's API answers; throws where that is no success. */
  async api(path: string, body?: unknown): Promise<ApiAnswer> {
    const { staffToken } = JSON.parse(readFileSync(join(this.dataDirectory, 'secrets.json'), 'utf8')) as ApiAnswer;
    const response = await fetch(`${this.url}/api${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${staffToken as string}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} is answered with ${response.status}`);
    return (await response.json()) as ApiAnswer;
  }

  async decide(no: string, decision: 'approved' | 'declined'): Promise<void> {
    const reasonCode = decision === 'declined' ? { reasonCode: 'pay_score' } : {};
    await this.api(`/applications/${no}/decision`, { decision, ...reasonCode });
  }

  /** Resolves when no command waits and no job is under way: whatever is to be said has been said. */
  async settled(): Promise<void> {
    const redis = this.redis();
    const outboxes = Array.from({ length: SHARDS }, (_, shard) => `fd:{s${shard}}:outbox`);
    const jobs = QUEUE_NAMES.map((queue) => `{fd:${queue}}:${queue}`);
    const busy = async (): Promise<boolean> => {
      const lists = [...outboxes, ...jobs.flatMap((job) => [`${job}:wait`, `${job}:active`])];
      const sets = jobs.flatMap((job) => [`${job}:prioritized`, `${job}:delayed`]);
      const lengths = [...lists.map((key) => redis.llen(key)), ...sets.map((key) => redis.zcard(key))];
      return (await Promise.all(lengths)).some((length) => length > 0);
    };
    await eventually('a desk that has said everything', async () => !(await busy()), SETTLED_WITHIN_MS).finally(() =>
      redis.disconnect(),
    );
  }

  get #running(): Program {
    const program = this.#runs.at(-1);
    if (!program) throw new Error('It has not been started');
    return program;
  }
}

export type ApiAnswer = Record<string, unknown>;
