import { keys } from '../keys';
import type { RedisClient } from '../redis/redis';
import { createScript } from '../redis/script';
import { decodeRecord, openSealed } from '../sealed/conversationRecord';
import type { Sealer } from '../sealed/seal';

/** How far a pushed-to conversation has been delivered. */
export interface DeliveryState {
  /** Everything up to this position has been sent, parked, or was never to be sent. */
  delivered: number;
  /** Positions whose entries were handed over in a response: all of those beyond it, and the newest before it. */
  handedOver: ReadonlySet<number>;
  /** The channel's conversation reference; undefined if there is none (any more). */
  ref: unknown;
}

/** A message on its way: the `part`th (from 0) of the messages that the entry at `position` became on its channel. */
export interface Part {
  position: number;
  part: number;
}

/**
 * `fresh`: go ahead. `uncertain`: go ahead, but an attempt of one's own before ended unknown. `busy`: another job is at it. `done`: it has
 * been sent or handed over meanwhile.
 */
export type AttemptOutcome = 'fresh' | 'uncertain' | 'busy' | 'done';

/** Marks around each push, one before it and one after it, so that a crash in between is seen. */
export interface Deliveries {
  load(conversationKey: string): Promise<DeliveryState>;
  /** Marks the beginning of a push. `by` names the job: it alone may go on with an attempt it left open. */
  begin(conversationKey: string, part: Part, by: string): Promise<AttemptOutcome>;
  /** Takes the mark back: the message was surely not sent, and the next attempt is fresh. */
  abandon(conversationKey: string): Promise<void>;
  /** Marks one part as sent, where its push has begun and is not settled; more parts of its entry follow. */
  settlePart(conversationKey: string, part: Part): Promise<void>;
  /** Marks everything up to `position` as sent, parked, or not to be sent. */
  settle(conversationKey: string, position: number): Promise<void>;
  /**
   * Claims the entries at these positions for the response that is about to be sent. False where their push has begun: then they must not
   * be handed over. Claimed again, it answers the same.
   */
  claimForResponse(conversationKey: string, positions: readonly number[]): Promise<boolean>;
}

/** KEYS: marks, conversation. The marks live as long as the conversation; those of an expired one are not revived. */
const AS_LONG_AS_THE_CONVERSATION = `
local function keepMarks() redis.call('EXPIRE', KEYS[1], math.max(1, redis.call('TTL', KEYS[2]))) end
local function mark(field) return redis.call('HGET', KEYS[1], field) end
local function delivered() return tonumber(mark('delivered') or '0') end
local function isHandedOver(position) return string.find(' ' .. (mark('handedOver') or '') .. ' ', ' ' .. position .. ' ', 1, true) end
`;

const beginScript = createScript<AttemptOutcome>(`${AS_LONG_AS_THE_CONVERSATION}
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

const settlePartScript = createScript<0 | 1>(`${AS_LONG_AS_THE_CONVERSATION}
if redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
local sent = cjson.decode(ARGV[1])
local begun = sent.position .. '.' .. sent.part .. ' '
if string.sub(mark('attempt') or '', 1, #begun) ~= begun then return 0 end
redis.call('HDEL', KEYS[1], 'attempt')
redis.call('HSET', KEYS[1], 'parts', sent.position .. '.' .. (sent.part + 1))
keepMarks()
return 1
`);

/** Positions behind what is delivered that are remembered as handed over: whoever got no response soon repeats the message. */
const HANDED_OVER_KEPT = 100;

const settleScript = createScript<0 | 1>(`${AS_LONG_AS_THE_CONVERSATION}
if redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
local position = cjson.decode(ARGV[1]).position
for _, field in ipairs({ 'attempt', 'parts' }) do
  if tonumber(string.match(mark(field) or '0', '^%d+')) <= position then redis.call('HDEL', KEYS[1], field) end
end
if delivered() < position then redis.call('HSET', KEYS[1], 'delivered', position) end
local left, behind = {}, 0
for handed in string.gmatch(mark('handedOver') or '', '%d+') do
  table.insert(left, handed)
  if tonumber(handed) <= delivered() then behind = behind + 1 end
end
while behind > ${HANDED_OVER_KEPT} and tonumber(left[1]) <= delivered() do
  table.remove(left, 1)
  behind = behind - 1
end
if #left > 0 then redis.call('HSET', KEYS[1], 'handedOver', table.concat(left, ' ')) end
keepMarks()
return 1
`);

const claimScript = createScript<0 | 1>(`${AS_LONG_AS_THE_CONVERSATION}
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
      const ref = bytes && openSealed(decodeRecord(bytes).sealed, conversationKey, sealer).ref;
      return { delivered: Number(delivered ?? 0), handedOver: toPositions(handedOver), ref: ref ?? undefined };
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
