import { createShortCache } from '../../../bot/store/shortCache';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('a short cache', () => {
  it('forgets an entry one to two periods after it was last set', () => {
    const cache = createShortCache<number>(1_000);
    cache.set('a', 1);
    jest.advanceTimersByTime(900);
    cache.set('b', 2);
    jest.advanceTimersByTime(200);
    expect([cache.get('a'), cache.get('b')]).toEqual([1, 2]);
    cache.set('a', 3);
    jest.advanceTimersByTime(1_000);
    expect([cache.get('a'), cache.get('b')]).toEqual([3, undefined]);
    jest.advanceTimersByTime(1_000);
    expect(cache.get('a')).toBeUndefined();
  });

  it('runs no timer once it is empty', () => {
    const cache = createShortCache<number>(1_000);
    cache.set('a', 1);
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(2_000);
    expect(jest.getTimerCount()).toBe(0);
    cache.set('b', 2);
    expect(jest.getTimerCount()).toBe(1);
  });

  it('holds at most 10,000 entries, the latest', () => {
    const cache = createShortCache<number>();
    for (let i = 0; i < 20_000; i++) cache.set(`${i}`, i);
    const known = Array.from({ length: 20_000 }, (_, i) => cache.get(`${i}`)).filter((i) => i !== undefined);
    expect(known.length).toBeLessThanOrEqual(10_000);
    expect(known.at(-1)).toBe(19_999);
  });
});
