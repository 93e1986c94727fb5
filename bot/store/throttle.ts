import { keys } from './keys';
import type { RedisClient } from './redis';
import { createScript } from './script';

/** Counts a try of `subject` and says whether it is still among the first `limit` of its window. */
export type Throttle = (subject: string, limit: number, windowSeconds: number) => Promise<boolean>;

/** KEYS: counter. The window starts with the first try. */
const countScript = createScript<number>(`
local tries = redis.call('INCR', KEYS[1])
if tries == 1 then redis.call('EXPIRE', KEYS[1], cjson.decode(ARGV[1]).windowSeconds) end
return tries
`);

export const createThrottle =
  (redis: RedisClient): Throttle =>
  async (subject, limit, windowSeconds) =>
    (await countScript(redis, [keys.throttle(subject)], { windowSeconds })) <= limit;
