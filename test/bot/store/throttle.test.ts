import { createApproximateThrottle, createThrottle } from '../../../bot/store/throttle';
import { startDesk, type TestDesk } from '../../support/desk';
import { eventually } from '../../support/patience';
import { startRedis } from '../../support/redis';

let desk: TestDesk;

beforeAll(async () => {
  desk = await startDesk((await startRedis()).url);
});

const tries = async (n: number, attempt: () => Promise<boolean>): Promise<boolean[]> => {
  const allowed: boolean[] = [];
  for (let i = 0; i < n; i++) allowed.push(await attempt());
  return allowed;
};

describe.each([
  ['a throttle', createThrottle],
  ['a throttle that tallies', createApproximateThrottle],
])('%s', (_, create) => {
  it('lets through the first so many of a window', async () => {
    const throttle = create(desk.redis);
    const subject = `first of ${create.name}`;
    expect(await tries(5, () => throttle(subject, 3, 60))).toEqual([true, true, true, false, false]);
    expect(await throttle(`another than ${subject}`, 3, 60)).toBe(true);
  });

  it('begins anew when the window is over', async () => {
    const throttle = create(desk.redis);
    const subject = `window of ${create.name}`;
    expect(await tries(2, () => throttle(subject, 1, 1))).toEqual([true, false]);
    await eventually('the next window', () => throttle(subject, 1, 1));
  });

  it('counts what two nodes let through', async () => {
    const [one, other] = [create(desk.redis), create(desk.redis)];
    const subject = `nodes of ${create.name}`;
    await one(subject, 1_000_000, 60);
    await tries(20, () => one(subject, 1_000_000, 60));
    await eventually('the other node to know', async () => !(await other(subject, 20, 60)));
  });
});
