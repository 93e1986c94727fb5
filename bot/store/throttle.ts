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
if tries == try.times then redis.call('PEXPIRE', KEYS[1], math.floor(try.windowSeconds * 1000)) end
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
  counted: number;
  /** Tries that Redis has not been told of. */
  untold: number;
  /** Whether Redis is about to be told. */
  telling: boolean;
  /** End of the window, on this process' own clock. */
  until: number;
}

/** Tries of a node reach the others within 200 ms. */
const TELL_EVERY_MS = 200;

/**
 * Throttle for what happens with every message: Redis is asked at the first try of a window, and told of the others five times a second.
 * The limit may be exceeded by what all nodes admit within 200 ms.
 */
export const createTallyingThrottle = (redis: RedisClient): Throttle => {
  const tallies = createShortCache<Tally>();

  const tell = async (subject: string, tally: Tally, windowSeconds: number): Promise<void> => {
    const times = tally.untold;
    const [tries, left] = await countScript(redis, [keys.throttle(subject)], { times, windowSeconds });
    tally.untold -= times;
    tally.counted = tries;
    tally.until = performance.now() + left;
  };

  const tellSoon = (subject: string, tally: Tally, windowSeconds: number): void => {
    if (tally.telling) return;
    tally.telling = true;
    const told = (): void => void (tally.telling = false);
    // A failed telling is made up for by the next.
    setTimeout(() => void tell(subject, tally, windowSeconds).then(told, told), TELL_EVERY_MS).unref();
  };

  const open = async (subject: string, windowSeconds: number): Promise<Tally> => {
    const tally = { counted: 0, untold: 1, telling: false, until: 0 };
    await tell(subject, tally, windowSeconds);
    tallies.set(subject, tally);
    return tally;
  };

  return async (subject, limit, windowSeconds) => {
    const tally = tallies.get(subject);
    if (!tally || tally.until <= performance.now()) return (await open(subject, windowSeconds)).counted <= limit;
    tally.untold++;
    tellSoon(subject, tally, windowSeconds);
    return tally.counted + tally.untold <= limit;
  };
};
