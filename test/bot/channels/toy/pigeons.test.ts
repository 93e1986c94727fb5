import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { loadContent } from '../../../../bot/content/loadContent';
import { apply, hear, invent, type Chat } from '../../../support/applicant';
import { testConfig } from '../../../support/desk';
import { eventually } from '../../../support/patience';
import { releasable } from '../../../support/release';
import { root } from '../../../support/root';
import { runDesk, type RunningDesk } from '../../../support/runningDesk';
import { pigeons } from './pigeons';

/** Keeps the slips that pigeons bring, as often as they bring them. */
class Loft implements Chat {
  readonly slips: string[] = [];
  mood: 'takes' | 'refuses' = 'takes';
  #read = 0;
  #sent = 0;
  #url = '';
  #desk: RunningDesk | undefined;

  async open(): Promise<this> {
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        if (this.mood === 'takes') this.slips.push((JSON.parse(body) as { text: string }).text);
        response.writeHead(this.mood === 'takes' ? 200 : 503).end();
      });
    });
    releasable('the loft', () => void server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    this.#url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const content = loadContent(testConfig());
    this.#desk = await runDesk({ PIGEON_LOFT: this.#url, OPERATOR_NAME: '' }, { ...content, more: [pigeons] });
    return this;
  }

  get desk(): RunningDesk {
    if (!this.#desk) throw new Error('The loft is not open');
    return this.#desk;
  }

  /** Sends a slip; resolves to what the pigeon takes back. */
  async send(text: string, waitsMs?: number, id = `slip-${++this.#sent}`): Promise<string[]> {
    const response = await fetch(`${this.desk.url}/pigeons`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, loft: 'north', text, ...(waitsMs !== undefined && { waitsMs }) }),
    });
    if (!response.ok) throw new Error(`A slip is answered with ${response.status}`);
    return ((await response.json()) as { slips: string[] }).slips;
  }

  async say(text: string): Promise<void> {
    await this.send(text);
  }

  async next(): Promise<string> {
    await eventually('the next slip', () => this.slips.length > this.#read);
    return this.slips[this.#read++] ?? '';
  }
}

let loft: Loft;
beforeEach(async () => {
  loft = await new Loft().open();
});

const metric = async (name: string): Promise<number> => {
  const text = await (await fetch(`${loft.desk.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
};

/** No job is left that brings a slip now; those that wait for a pigeon's time to be over may be. */
const settled = () =>
  eventually('an end of the jobs', async () => {
    const { queues, store } = loft.desk.desk.core;
    const waiting = Object.values(await queues.counts()).flatMap(({ wait = 0, prioritized = 0, active = 0 }) => [
      wait + prioritized + active,
    ]);
    return waiting.every((count) => count === 0) && (await store.outbox.backlog()).length === 0;
  });

describe('a channel from outside', () => {
  it('carries a whole application to its decision, with a setting, a job and a gauge of its own', async () => {
    await loft.say('开通分付');
    const no = await apply(loft, invent(11));
    expect(loft.slips.every((slip) => Buffer.byteLength(slip) <= 300)).toBe(true);
    expect(loft.slips.some((slip) => /^1\. /m.test(slip))).toBe(true);

    await fetch(`${loft.desk.url}/api/applications/${no}/decision`, {
      method: 'POST',
      headers: { authorization: 'Bearer staff-token-of-a-test-run', 'content-type': 'application/json' },
      body: JSON.stringify({ decision: 'approved' }),
    });
    await hear(loft, /【申请通过】/);
    await eventually('the return of all pigeons', async () => (await metric('fenfu_pigeons_in_the_air')) === 0);
    expect(await metric('fenfu_pigeon_grains_total')).toBeGreaterThan(30);
  });

  it('hands its answers over in the response or pushes them later, and never both', async () => {
    const taken = await loft.send('你好', 60_000, 'one');
    expect(taken.join('')).not.toBe('');
    expect(await loft.send('你好', 60_000, 'one')).toEqual(taken);
    expect(loft.slips).toEqual([]);

    await loft.say('在吗');
    await eventually('a slip', () => loft.slips.length > 0);
    expect(loft.slips.filter((slip) => taken.includes(slip))).toEqual([]);
    await settled();

    const before = loft.slips.length;
    const raced = await loft.send('利息怎么算', 0, 'two');
    await settled();
    const pushed = loft.slips.slice(before);
    expect([raced, pushed].filter(({ length }) => length > 0)).toHaveLength(1);
    expect(await loft.send('利息怎么算', 0, 'two')).toEqual(raced);
  });

  it('tries again what the loft has not taken, and brings it once', async () => {
    loft.mood = 'refuses';
    await loft.send('你好');
    await eventually('a refusal', async () => {
      const text = await (await fetch(`${loft.desk.url}/metrics`)).text();
      return /fenfu_pushes_total\{channel="pigeons",outcome="unsent"\} [1-9]/.test(text);
    });
    loft.mood = 'takes';
    await eventually('the slips', () => loft.slips.length > 0);
    await settled();
    expect(new Set(loft.slips).size).toBe(loft.slips.length);
  });
});

it('is what docs/channels.md shows, line by line', () => {
  const code = readFileSync(join(__dirname, 'pigeons.ts'), 'utf8').trimEnd().replaceAll('../../../../bot/', '../../');
  const document = readFileSync(join(root, 'docs/channels.md'), 'utf8');
  expect(document).toContain(`\`\`\`ts\n${code}\n\`\`\``);
  expect(document).toContain(`${code.split('\n').length} lines`);
});
