import { keys } from './keys';
import type { RedisClient } from './redis/redis';
import { createScript } from './redis/script';
import { createShortCache } from './shortCache';

/**
 * Counts one try of `subject`. Resolves to whether it is among the first `limit` of its fixed window, which begins with
 * the first try.
 */
export type Throttle = (subject: string, limit: number, windowSeconds: number) => Promise<boolean>;

/** KEYS: counter. ARGV[1]: {times, windowSeconds}. Returns the tries of the window, and its remaining milliseconds. */
const countScript = createScript<[number, number]>(`
local try = cjson.decode(ARGV[1])
local tries = redis.call('INCRBY', KEYS[1], try.times)
if tries == try.times then redis.call('PEXPIRE', KEYS[1], math.floor(try.windowSeconds * 1000)) end
return { tries, redis.call('PTTL', KEYS[1]) }
`);

/** Exact throttle: one round trip to Redis for each try. */
export const createThrottle =
  (redis: RedisClient): Throttle =>
  async (subject, limit, windowSeconds) => {
    const [tries] = await countScript(redis, [keys.throttle(subject)], { times: 1, windowSeconds });
    return tries <= limit;
  };

/** Tries of one subject, as one node knows them. */
interface Tally {
  /** Tries of all nodes at the last report. */
  reported: number;
  /** Tries of this node since then. */
  unreported: number;
  /** Whether a report is scheduled or under way. */
  reporting: boolean;
  /** End of the window in milliseconds of `performance.now()`. */
  until: number;
}

/** Delay in milliseconds until a node reports its tries. */
const REPORT_EVERY_MS = 200;

/**
 * Throttle for every message: asks Redis at the first try of a window, and reports later ones at most five times a
 * second. The limit may be exceeded by what all nodes admit in 200 ms.
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
    // After a failure the tries stay unreported; the next report carries them.
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
