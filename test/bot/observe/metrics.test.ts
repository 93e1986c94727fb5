import { createMetrics } from '../../../bot/observe/metrics';
import { runDesk } from '../../support/runningDesk';
import { startDesk, type TestDesk } from '../../support/desk';
import { startRedis } from '../../support/redis';

let desk: TestDesk;

beforeEach(async () => {
  desk = await startDesk((await startRedis()).url);
});

/** The value of one series, e.g. `fenfu_outbox_commands` or `…{queue="notify"}`. */
const valueOf = async (series: string): Promise<number | undefined> => {
  const line = (await desk.core.observer.metrics()).text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
};

describe('the metrics', () => {
  it('count turns by what came of them, replies, those that say nothing was understood, and news by status', async () => {
    const say = (id: string) => desk.say('dl-1', '你好', id);
    await say('m1');
    await say('m1');
    const { turns: observed, redisFailed } = desk.core.observer;
    observed.replied(['missed.1', 'questions.name.full', 'notice.approved']);
    observed.conflicted();
    redisFailed('store');

    const turns = 'fenfu_turn_seconds_count{channel="directline",event="said",outcome=';
    expect(await valueOf(`${turns}"answered"}`)).toBe(1);
    expect(await valueOf(`${turns}"duplicate"}`)).toBe(1);
    expect(await valueOf('fenfu_replies_total')).toBe(4);
    expect(await valueOf('fenfu_fallbacks_total')).toBe(1);
    expect(await valueOf('fenfu_notices_total{status="approved"}')).toBe(1);
    expect(await valueOf('fenfu_turn_conflicts_total')).toBe(1);
    expect(await valueOf('fenfu_redis_errors_total{connection="store"}')).toBe(1);
  });

  it('count what becomes of messages that are pushed', async () => {
    const metrics = createMetrics();
    const to = { conversationKey: 'bf-1', reference: {}, uncertain: false };
    const message = { position: 1, from: 'bot', at: 0, type: 'message' } as const;
    await metrics.counted('emulator', async () => ({ is: 'sent' }))(message, to);
    await metrics.counted('emulator', async () => ({ is: 'unsent', reason: '' }))(message, to);
    const failing = metrics.counted('emulator', () => Promise.reject(new RangeError()));
    await expect(failing(message, to)).rejects.toBeInstanceOf(RangeError);
    const text = await metrics.text();
    for (const outcome of ['sent', 'unsent', 'unknown'])
      expect(text).toContain(`fenfu_pushes_total{channel="emulator",outcome="${outcome}"} 1`);
  });

  it('tell how much waits for a relay, and since when', async () => {
    expect(await valueOf('fenfu_outbox_oldest_seconds')).toBe(0);
    await desk.say('dl-1', 'handoff');
    desk.clock.advance(5_000);
    await desk.say('dl-2', 'handoff');
    desk.clock.advance(2_000);
    expect(await valueOf('fenfu_outbox_commands')).toBe(2);
    expect(await valueOf('fenfu_outbox_oldest_seconds')).toBe(7);
    expect(await valueOf('fenfu_queue_jobs{queue="listHandoff",state="failed"}')).toBe(0);
  });

  it('are given without what Redis knows while it is away', async () => {
    const running = await runDesk();
    await running.redis.stop();
    const response = await fetch(`${running.url}/metrics`);
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toMatch(/^fenfu_replies_total 0$/m);
    expect(text).toMatch(/^fenfu_websockets 0$/m);
    expect(text).not.toMatch(/^(?:fenfu_queue_jobs|fenfu_outbox_commands|fenfu_outbox_oldest_seconds)[ {]/m);
  });
});
