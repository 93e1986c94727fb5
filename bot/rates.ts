import { createHash } from 'node:crypto';
import type { Clock } from './clock';
import { failingClearly } from './store/failures';
import { keys } from './store/keys';
import type { RedisClient } from './store/redis';

export type Allowance = { allowed: true } | { allowed: false; retryAfterSeconds: number };

/** Counts what somebody does in a minute, over all nodes. Throws `DeskError` store_unavailable. */
export interface Rates {
  /** Counts one more; `who` (an address, a conversation) is stored only as a hash. */
  take(what: string, who: string, perMinute: number): Promise<Allowance>;
}

const MINUTE_MS = 60_000;

/** Fixed windows of a minute in Redis: a window is a key that forgets itself. */
export const createRates = ({ redis, clock }: { redis: RedisClient; clock: Clock }): Rates =>
  failingClearly({
    async take(what: string, who: string, perMinute: number): Promise<Allowance> {
      const now = clock.now();
      const window = Math.floor(now / MINUTE_MS);
      const subject = createHash('sha256').update(who).digest('base64url').slice(0, 22);
      const key = keys.throttle(`${what}:${subject}:${window}`);
      const [count] = await Promise.all([redis.incr(key), redis.pexpire(key, 2 * MINUTE_MS)]);
      if (count <= perMinute) return { allowed: true };
      return { allowed: false, retryAfterSeconds: Math.ceil(((window + 1) * MINUTE_MS - now) / 1000) };
    },
  });
