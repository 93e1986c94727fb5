import { createScheduler, type Scheduler } from '../../../bot/queue/scheduler';
import type { Schedule } from '../../../bot/queue/job';
import { createThrottle } from '../../../bot/store/throttle';
import { keys } from '../../../bot/store/keys';
import type { RedisClient } from '../../../bot/store/redis/redis';
import { silentLog } from '../../support/desk';
import { eventually } from '../../support/patience';
import { connectTo, startRedis } from '../../support/redis';
import { releasable } from '../../support/release';

let url: string;
let redis: RedisClient;
beforeEach(async () => {
  ({ url } = await startRedis());
  redis = connectTo(url);
});

/** A node with these schedules; its Redis is the common one. */
const startNode = (...schedules: Schedule[]): Scheduler => {
  const scheduler = createScheduler(schedules, createThrottle(connectTo(url)), silentLog);
  releasable('a scheduler', () => scheduler.stop());
  scheduler.start();
  return scheduler;
};

const counting = (everySeconds: number, name = 'sweep') => {
  const counted = { runs: 0 };
  const run = async (): Promise<void> => {
    counted.runs++;
  };
  return { counted, schedule: { name, everySeconds, run } };
};

describe('a schedule', () => {
  it('runs at once, on one of all nodes', async () => {
    const { counted, schedule } = counting(3_600);
    const nodes = [1, 2, 3].map(() => startNode(schedule));
    await Promise.all(nodes.map((node) => node.stop()));
    expect(await redis.get(keys.throttle('schedule:sweep'))).toBe('3');
    expect(counted.runs).toBe(1);
  });

  it('runs again in a later period', async () => {
    const { counted, schedule } = counting(1);
    startNode(schedule);
    await eventually('a second run', () => counted.runs === 2);
  });

  it('does not run again before its period is over, though its node starts anew', async () => {
    const { counted, schedule } = counting(3_600);
    await startNode(schedule).stop();
    await startNode(schedule).stop();
    expect(counted.runs).toBe(1);
  });

  it('runs beside others, which have periods of their own', async () => {
    const [one, other] = [counting(3_600, 'one'), counting(3_600, 'other')];
    await startNode(one.schedule, other.schedule).stop();
    expect([one.counted.runs, other.counted.runs]).toEqual([1, 1]);
  });

  it('that fails keeps no other from running, and runs again in a later period', async () => {
    let fails = 0;
    const failing = async (): Promise<void> => {
      fails++;
      throw new Error('no');
    };
    const other = counting(3_600, 'other');
    startNode({ name: 'failing', everySeconds: 1, run: failing }, other.schedule);
    await eventually('a second try', () => fails === 2);
    expect(other.counted.runs).toBe(1);
  });

  it('is not begun on a node where it still runs', async () => {
    let begun = 0;
    let go = (): void => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    const slow = async (): Promise<void> => {
      begun++;
      await held;
    };
    const clock = counting(1, 'clock');
    const scheduler = startNode({ name: 'slow', everySeconds: 1, run: slow }, clock.schedule);
    await eventually('two more periods', () => clock.counted.runs >= 3);
    expect(begun).toBe(1);
    go();
    await eventually('another run', () => begun === 2);
    await scheduler.stop();
  });

  it('is finished before its node has stopped, and not begun after that', async () => {
    const events: string[] = [];
    let go = (): void => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    const slow = async (): Promise<void> => {
      events.push('begun');
      await held;
      events.push('finished');
    };
    const scheduler = startNode({ name: 'slow', everySeconds: 1, run: slow });
    await eventually('the run', () => events.length === 1);
    const stopped = scheduler.stop().then(() => events.push('stopped'));
    go();
    await stopped;
    const clock = counting(1, 'clock');
    startNode(clock.schedule);
    await eventually('two more periods', () => clock.counted.runs >= 3);
    expect(events).toEqual(['begun', 'finished', 'stopped']);
  });
});
