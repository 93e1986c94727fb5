import { decodeRecord, openSealed } from '../sealed/conversationRecord';
import { keys } from '../keys';
import type { RedisClient } from '../redis/redis';
import { createScript } from '../redis/script';
import type { Sealer } from '../sealed/seal';

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

/** KEYS: sent, conversation. The marks live as long as the conversation; one that has expired meanwhile is not revived. */
const AS_LONG_AS_THE_CONVERSATION = `
local function keepMarks() redis.call('EXPIRE', KEYS[1], math.max(1, redis.call('TTL', KEYS[2]))) end
`;

const beginScript = createScript<AttemptOutcome>(`${AS_LONG_AS_THE_CONVERSATION}
local mark = cjson.decode(ARGV[1])
if tonumber(redis.call('HGET', KEYS[1], 'delivered') or '0') >= tonumber(mark.position) then return 'done' end
local attempt = redis.call('HGET', KEYS[1], 'attempt')
if attempt == mark.position .. ' ' .. mark.by then return 'uncertain' end
if attempt then return 'busy' end
redis.call('HSET', KEYS[1], 'attempt', mark.position .. ' ' .. mark.by)
keepMarks()
return 'fresh'
`);

const settleScript = createScript<0 | 1>(`${AS_LONG_AS_THE_CONVERSATION}
if redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
local position = cjson.decode(ARGV[1]).position
redis.call('HDEL', KEYS[1], 'attempt')
if tonumber(redis.call('HGET', KEYS[1], 'delivered') or '0') < position then
  redis.call('HSET', KEYS[1], 'delivered', position)
end
keepMarks()
return 1
`);

export const createDeliveries = (redis: RedisClient, sealer: Sealer): Deliveries => {
  const keysOf = (conversationKey: string): string[] => [
    keys.deliveryMarks(conversationKey),
    keys.conversation(conversationKey),
  ];

  return {
    async load(conversationKey) {
      const [delivered, bytes] = await Promise.all([
        redis.hget(keys.deliveryMarks(conversationKey), 'delivered'),
        redis.getBuffer(keys.conversation(conversationKey)),
      ]);
      const ref = bytes && openSealed(decodeRecord(bytes).sealed, conversationKey, sealer).ref;
      return { delivered: Number(delivered ?? 0), ref: ref ?? undefined };
    },

    begin: (conversationKey, position, by) =>
      beginScript(redis, keysOf(conversationKey), { position: String(position), by }),

    async abandon(conversationKey) {
      await redis.hdel(keys.deliveryMarks(conversationKey), 'attempt');
    },

    async settle(conversationKey, position) {
      await settleScript(redis, keysOf(conversationKey), { position });
    },
  };
};
