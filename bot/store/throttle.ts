import { keys } from './keys';
import type { RedisClient } from './redis/redis';
import { createScript } from './redis/script';
import { createShortCache } from './shortCache';

/** Counts a try of `subject` and says whether it is still among the first `limit` of its window. */
export type Throttle = (subject: string, limit: number, windowSeconds: number) => Promise<boolean>;

/** KEYS: counter. The window starts with the first try. Answers with the tries so far, and the milliseconds left of the window. */
const countScript = createScript<[number, number]>(`
local try = cjson.decode(ARGV[1])
local tries = redis.call('INCRBY', KEYS[1], try.times)
if tries == try.times then redis.call('EXPIRE', KEYS[1], try.windowSeconds) end
return { tries, redis.call('PTTL', KEYS[1]) }
`);

/** Throttle that asks Redis at each try. */
export const createThrottle =
  (redis: RedisClient): Throttle =>
  async (subject, limit, windowSeconds) => {
    const [tries] = await countScript(redis, [keys.throttle(subject)], { times: 1, windowSeconds });
    return tries <= limit;
  };

/** Tries of one subject, as one node knows them. */
interface Tally {
  /** Tries of all nodes, as Redis said last. */
  reported: number;
  /** Tries that Redis has not been told of. */
  unreported: number;
  /** Whether Redis is about to be told. */
  reporting: boolean;
  /** End of the window, on this process' own clock. */
  until: number;
}

/** Tries of a node reach the others within 200 ms. */
const REPORT_EVERY_MS = 200;

/**
 * Throttle for what happens with every message: Redis is asked at the first try of a window, and told of the others five times a second.
 * The limit may be exceeded by what all nodes admit within 200 ms.
 */
export const createApproximateThrottle = (redis: RedisClient): Throttle => {
  const tallies = createShortCache<Tally>();

  const report = async (subject: string, tally: Tally, windowSeconds: number): Promise<void> => {
    const times = tally.unreported;
    const [tries, left] = await countScript(redis, [keys.throttle(subject)], { times, windowSeconds });
    tally.unreported -= times;
    tally.reported = tries;
    tally.until = performance.now() + left;
  };

  const reportSoon = (subject: string, tally: Tally, windowSeconds: number): void => {
    if (tally.reporting) return;
    tally.reporting = true;
    const done = (): void => void (tally.reporting = false);
    // A failed telling is made up for by the next.
    setTimeout(() => void report(subject, tally, windowSeconds).then(done, done), REPORT_EVERY_MS).unref();
  };

  const open = async (subject: string, windowSeconds: number): Promise<Tally> => {
    const tally = { reported: 0, unreported: 1, reporting: false, until: 0 };
    await report(subject, tally, windowSeconds);
    tallies.set(subject, tally);
    return tally;
  };

  return async (subject, limit, windowSeconds) => {
    const tally = tallies.get(subject);
    if (!tally || tally.until <= performance.now()) return (await open(subject, windowSeconds)).reported <= limit;
    tally.unreported++;
    reportSoon(subject, tally, windowSeconds);
    return tally.reported + tally.unreported <= limit;
  };
};
