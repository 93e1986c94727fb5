import { createShortCache } from '../../../bot/store/shortCache';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('what was kept of late', () => {
  it('is forgotten one to two periods after it was last kept', () => {
    const recent = createShortCache<number>(1_000);
    recent.keep('a', 1);
    jest.advanceTimersByTime(900);
    recent.keep('b', 2);
    jest.advanceTimersByTime(200);
    expect([recent.get('a'), recent.get('b')]).toEqual([1, 2]);
    recent.keep('a', 3);
    jest.advanceTimersByTime(1_000);
    expect([recent.get('a'), recent.get('b')]).toEqual([3, undefined]);
    jest.advanceTimersByTime(1_000);
    expect(recent.get('a')).toBeUndefined();
  });

  it('lets no timer run once all is forgotten', () => {
    const recent = createShortCache<number>(1_000);
    recent.keep('a', 1);
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(2_000);
    expect(jest.getTimerCount()).toBe(0);
    recent.keep('b', 2);
    expect(jest.getTimerCount()).toBe(1);
  });

  it('is no more than so many, the latest', () => {
    const recent = createShortCache<number>();
    for (let i = 0; i < 20_000; i++) recent.keep(`${i}`, i);
    const known = Array.from({ length: 20_000 }, (_, i) => recent.get(`${i}`)).filter((i) => i !== undefined);
    expect(known.length).toBeLessThanOrEqual(10_000);
    expect(known.at(-1)).toBe(19_999);
  });
});
