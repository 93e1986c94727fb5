import { keys } from '../keys';
import type { RedisClient } from '../redis/redis';
import { createScript } from '../redis/script';
import { decodeRecord, openSealed } from '../sealed/conversationRecord';
import type { Sealer } from '../sealed/seal';

/** Delivery progress of a pushed conversation. */
export interface DeliveryState {
  /** Watermark: every entry up to this position has been sent, parked, or is not to be sent. */
  delivered: number;
  /** Positions whose entries the response has delivered: all later ones, and those shortly before. */
  handedOver: ReadonlySet<number>;
  /** The channel's conversation reference; undefined where there is none. */
  reference: unknown;
}

/** One of the messages into which the entry at `position` is split; `part` counts from 0. */
export interface Part {
  position: number;
  part: number;
}

/**
 * `fresh`: send. `uncertain`: send, but the outcome of this job's earlier attempt is unknown. `busy`: another job is
 * sending. `done`: it has been sent or delivered in a response.
 */
export type AttemptOutcome = 'fresh' | 'uncertain' | 'busy' | 'done';

/** Marks before and after each push, so that a crash in between is detected. */
export interface Deliveries {
  load(conversationKey: string): Promise<DeliveryState>;
  /** Marks the beginning of a push. `by` is the job's id: only this job may continue an open attempt. */
  begin(conversationKey: string, part: Part, by: string): Promise<AttemptOutcome>;
  /** Removes the mark where the message was surely not sent; the next attempt is `fresh`. */
  abandon(conversationKey: string): Promise<void>;
  /** Marks a part as sent, where its push has begun and is not settled; more parts follow. */
  settlePart(conversationKey: string, part: Part): Promise<void>;
  /** Moves the watermark to `position`. */
  settle(conversationKey: string, position: number): Promise<void>;
  /**
   * Claims the entries at these positions for the response to be sent. False where their push has begun; they must not
   * be put into the response then. Idempotent within the next 64 positions.
   */
  claimForResponse(conversationKey: string, positions: readonly number[]): Promise<boolean>;
}

/** Lua functions of the scripts below. KEYS: marks, conversation. Marks expire together with their conversation. */
const MARK_FUNCTIONS = `
local function keepMarks() redis.call('EXPIRE', KEYS[1], math.max(1, redis.call('TTL', KEYS[2]))) end
local function mark(field) return redis.call('HGET', KEYS[1], field) end
local function delivered() return tonumber(mark('delivered') or '0') end
local function isHandedOver(position) return string.find(' ' .. (mark('handedOver') or '') .. ' ', ' ' .. position .. ' ', 1, true) end
`;

/** Positions behind the watermark whose claims are kept: a message that is redelivered claims its answer again. */
const CLAIMS_KEPT = 64;

const beginScript = createScript<AttemptOutcome>(`${MARK_FUNCTIONS}
local push = cjson.decode(ARGV[1])
if delivered() >= push.position or isHandedOver(push.position) then return 'done' end
local position, parts = string.match(mark('parts') or '', '^(%d+)%.(%d+)$')
if tonumber(position) == push.position and tonumber(parts) > push.part then return 'done' end
local attempt = push.position .. '.' .. push.part .. ' ' .. push.by
local open = mark('attempt')
if open == attempt then return 'uncertain' end
if open then return 'busy' end
redis.call('HSET', KEYS[1], 'attempt', attempt)
keepMarks()
return 'fresh'
`);

const settlePartScript = createScript<0 | 1>(`${MARK_FUNCTIONS}
if redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
local sent = cjson.decode(ARGV[1])
local begun = sent.position .. '.' .. sent.part .. ' '
if string.sub(mark('attempt') or '', 1, #begun) ~= begun then return 0 end
redis.call('HDEL', KEYS[1], 'attempt')
redis.call('HSET', KEYS[1], 'parts', sent.position .. '.' .. (sent.part + 1))
keepMarks()
return 1
`);

const settleScript = createScript<0 | 1>(`${MARK_FUNCTIONS}
if redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
local position = cjson.decode(ARGV[1]).position
for _, field in ipairs({ 'attempt', 'parts' }) do
  if tonumber(string.match(mark(field) or '0', '^%d+')) <= position then redis.call('HDEL', KEYS[1], field) end
end
if delivered() < position then redis.call('HSET', KEYS[1], 'delivered', position) end
local left = {}
for handed in string.gmatch(mark('handedOver') or '', '%d+') do
  if tonumber(handed) > delivered() - ${CLAIMS_KEPT} then table.insert(left, handed) end
end
if #left > 0 then redis.call('HSET', KEYS[1], 'handedOver', table.concat(left, ' '))
else redis.call('HDEL', KEYS[1], 'handedOver') end
keepMarks()
return 1
`);

const claimScript = createScript<0 | 1>(`${MARK_FUNCTIONS}
local positions = cjson.decode(ARGV[1]).positions
if isHandedOver(positions[1]) then return 1 end
local attempted = tonumber(string.match(mark('attempt') or mark('parts') or '', '^%d+') or '0')
if delivered() >= positions[1] or attempted >= positions[1] then return 0 end
redis.call('HSET', KEYS[1], 'handedOver', (mark('handedOver') or '') .. ' ' .. table.concat(positions, ' '))
keepMarks()
return 1
`);

const toPositions = (text: string | null | undefined): Set<number> =>
  new Set((text ?? '').split(' ').filter(Boolean).map(Number));

/** Creates the delivery marks on this Redis. */
export const createDeliveries = (redis: RedisClient, sealer: Sealer): Deliveries => {
  const keysOf = (conversationKey: string): string[] => [
    keys.deliveryMarks(conversationKey),
    keys.conversation(conversationKey),
  ];

  return {
    async load(conversationKey) {
      const [marks, bytes] = await Promise.all([
        redis.hmget(keys.deliveryMarks(conversationKey), 'delivered', 'handedOver'),
        redis.getBuffer(keys.conversation(conversationKey)),
      ]);
      const [delivered, handedOver] = marks;
      const reference = bytes && openSealed(decodeRecord(bytes).sealed, conversationKey, sealer).ref;
      return {
        delivered: Number(delivered ?? 0),
        handedOver: toPositions(handedOver),
        reference: reference ?? undefined,
      };
    },

    begin: (conversationKey, { position, part }, by) =>
      beginScript(redis, keysOf(conversationKey), { position, part, by }),

    async abandon(conversationKey) {
      await redis.hdel(keys.deliveryMarks(conversationKey), 'attempt');
    },

    async settlePart(conversationKey, { position, part }) {
      await settlePartScript(redis, keysOf(conversationKey), { position, part });
    },

    async settle(conversationKey, position) {
      await settleScript(redis, keysOf(conversationKey), { position });
    },

    async claimForResponse(conversationKey, positions) {
      if (positions.length === 0) return true;
      return (await claimScript(redis, keysOf(conversationKey), { positions })) === 1;
    },
  };
};
