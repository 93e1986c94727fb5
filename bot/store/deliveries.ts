import { keys } from './keys';
import type { RedisClient } from './redis';
import { createScript } from './script';
import { refPlace } from './conversations';
import type { Sealer } from './seal';

/** How far a pushed-to conversation has been delivered. */
export interface DeliveryState {
  /** Everything up to this position has been sent, parked, or was never to be sent. */
  delivered: number;
  /** The conversation reference of the channel; undefined if there is none (any more). */
  ref: unknown;
}

/**
 * `fresh`: go ahead. `uncertain`: go ahead, but an attempt of one's own before ended unknown. `busy`: somebody else is at it. `done`:
 * somebody else has just done it.
 */
export type AttemptOutcome = 'fresh' | 'uncertain' | 'busy' | 'done';

/** The marks around each push: one before it, one after it, so that a crash in between is seen. */
export interface Deliveries {
  load(conversationKey: string): Promise<DeliveryState>;
  /** `by` names the job: it alone may go on with an attempt it left open. */
  begin(conversationKey: string, position: number, by: string): Promise<AttemptOutcome>;
  /** Surely not sent: the next attempt is fresh. */
  abandon(conversationKey: string): Promise<void>;
  /** Sent, parked, or not to be sent. */
  settle(conversationKey: string, position: number): Promise<void>;
}

/** KEYS: conversation. */
const beginScript = createScript<AttemptOutcome>(`
local mark = cjson.decode(ARGV[1])
if tonumber(redis.call('HGET', KEYS[1], 'delivered') or '0') >= tonumber(mark.position) then return 'done' end
local attempt = redis.call('HGET', KEYS[1], 'attempt')
if not attempt then redis.call('HSET', KEYS[1], 'attempt', mark.position .. ' ' .. mark.by) return 'fresh' end
if attempt == mark.position .. ' ' .. mark.by then return 'uncertain' end
return 'busy'
`);

/** KEYS: conversation. A conversation that has expired meanwhile is not revived. */
const settleScript = createScript<0 | 1>(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
local position = cjson.decode(ARGV[1]).position
redis.call('HDEL', KEYS[1], 'attempt')
if tonumber(redis.call('HGET', KEYS[1], 'delivered') or '0') < position then
  redis.call('HSET', KEYS[1], 'delivered', position)
end
return 1
`);

export const createDeliveries = (redis: RedisClient, sealer: Sealer): Deliveries => ({
  async load(conversationKey) {
    const [delivered, ref] = await redis.hmget(keys.conversation(conversationKey), 'delivered', 'ref');
    return {
      delivered: Number(delivered ?? 0),
      ref: ref ? sealer.open(ref, refPlace(conversationKey)) : undefined,
    };
  },

  begin: (conversationKey, position, by) =>
    beginScript(redis, [keys.conversation(conversationKey)], { position: String(position), by }),

  async abandon(conversationKey) {
    await redis.hdel(keys.conversation(conversationKey), 'attempt');
  },

  async settle(conversationKey, position) {
    await settleScript(redis, [keys.conversation(conversationKey)], { position });
  },
});
