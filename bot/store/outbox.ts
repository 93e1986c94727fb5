import type { EpochMs } from '../../dialogs/types';
import { keys, SHARDS } from './keys';
import type { RedisClient } from './redis/redis';
import { createScript } from './redis/script';

/**
 * What remains to be done after a write, put down in that same write. No personal data: these lie in clear, here and in BullMQ.
 * `id` names the effect, not the attempt: the same effect asked for twice has the same id. `traceparent` (W3C) names the span that asked
 * for it, where traces are on.
 */
export type OutboxCommand = { id: string; conversationKey: string; traceparent?: string } & (
  | { type: 'applicationChanged'; no: string; version: number }
  | { type: 'intake'; no: string }
  /** Send whatever has not been sent. `resend`: positions that were parked and that staff asked to send again. */
  | { type: 'deliver'; channel: string; resend?: number[] }
  /** Give up what `person` (blind index) claims for application `no`. */
  | { type: 'erase'; no: string; person: string }
  /** List the hand-off whose id is the command's. */
  | { type: 'handoff'; at: EpochMs }
  /** Unless the conversation has gone on since `version`. */
  | { type: 'remind'; channel: string; version: number }
);

export type CommandType = OutboxCommand['type'];
export type CommandOf<Type extends CommandType> = Extract<OutboxCommand, { type: Type }>;

/** A command as it lies in the outbox; `raw` is what takes it out again. */
export interface OutboxItem {
  raw: string;
  command: OutboxCommand;
}

/** As a command lies in the outbox: with the time of the write. */
export const toOutboxEntry = (command: OutboxCommand, at: EpochMs): string => JSON.stringify({ at, command });

const parseEntry = (raw: string): { at: EpochMs; command: OutboxCommand } =>
  JSON.parse(raw) as { at: EpochMs; command: OutboxCommand };

/** Commands of a shard looked at in one go. */
export const PEEKED = 100;

export interface Outbox {
  /** Shards with something in them. */
  pendingShards(): Promise<number[]>;
  /** The oldest commands of a shard, at most PEEKED; they stay until removed. */
  peek(shard: number): Promise<OutboxItem[]>;
  remove(shard: number, items: OutboxItem[]): Promise<void>;
  /** How much lies in all shards, and since when the oldest. */
  backlog(): Promise<{ length: number; oldestAt: EpochMs | undefined }>;
}

const allShards = Array.from({ length: SHARDS }, (_, shard) => shard);

/** KEYS: outbox. Several relays may have taken the same commands: each is removed once. */
const removeScript = createScript<number>(`
local raws = cjson.decode(ARGV[1])
for _, raw in ipairs(raws) do redis.call('LREM', KEYS[1], 1, raw) end
return #raws
`);

export const createOutbox = (redis: RedisClient): Outbox => ({
  async pendingShards() {
    const lengths = await Promise.all(allShards.map((shard) => redis.llen(keys.outbox(shard))));
    return allShards.filter((shard) => lengths[shard] !== 0);
  },

  async peek(shard) {
    const raws = await redis.lrange(keys.outbox(shard), 0, PEEKED - 1);
    return raws.map((raw) => ({ raw, command: parseEntry(raw).command }));
  },

  async remove(shard, items) {
    await removeScript(
      redis,
      [keys.outbox(shard)],
      items.map(({ raw }) => raw),
    );
  },

  async backlog() {
    const [lengths, heads] = await Promise.all([
      Promise.all(allShards.map((shard) => redis.llen(keys.outbox(shard)))),
      Promise.all(allShards.map((shard) => redis.lindex(keys.outbox(shard), 0))),
    ]);
    const times = heads.filter((raw) => raw !== null).map((raw) => parseEntry(raw).at);
    return {
      length: lengths.reduce((sum, length) => sum + length, 0),
      oldestAt: times.length > 0 ? Math.min(...times) : undefined,
    };
  },
});
