/**
 * Transactional outbox: commands are committed together with the change that causes them. A command stays in the outbox
 * of its conversation's shard until the relay has added it to the queues of its type.
 */
import type { EpochMs } from '../../dialogs/types';
import type { ShutReason } from '../channel';
import { ALL_SHARDS, keys } from './keys';
import type { RedisClient } from './redis/redis';
import { createScript } from './redis/script';

/**
 * Commands by type, with their fields besides those of every command. A capability adds types by declaration merging
 * (`declare module`). Commands are stored in clear, here and in BullMQ, so they hold no personal data.
 */
export interface Commands {
  /** An application has a new version. */
  caseChanged: { no: string; version: number };
  /** Take a new application into review. */
  intake: { no: string };
  /**
   * Push the entries not pushed yet. `parked`: positions that an earlier attempt of the job has parked. `resend`:
   * positions of parked entries to send again, as staff asked.
   */
  deliver: { channel: string; parked?: number[]; resend?: number[] };
  /** A channel refuses the message at this position. */
  messageShut: { channel: string; position: number; reason: ShutReason };
  /** Release the claim of `person` (blind index), which application `no` gave up with this version. */
  releaseClaim: { no: string; person: string; version?: number };
  /** List for staff the hand-off with the command's id. */
  listHandoff: { at: EpochMs };
  /** A listed hand-off was taken, taken back or closed. */
  relistHandoff: { handoffId: string };
  /** Remind the applicant, unless the conversation has a later version. */
  remind: { version: number };
}

/** Type of a command. */
export type CommandType = keyof Commands;

interface Base<Type> {
  /** Idempotency key of the effect: the same effect has the same id. It becomes the job id. */
  id: string;
  type: Type;
  conversationKey: string;
  /** Delay of the job's first run in milliseconds. Default: none. */
  delayMs?: number;
  /** Span that caused it (W3C Trace Context); only while tracing is on. */
  traceparent?: string;
}

/** A command of this type. */
export type CommandOf<Type extends CommandType> = Base<Type> & Commands[Type];
/** A command of any type. */
export type OutboxCommand = { [Type in CommandType]: CommandOf<Type> }[CommandType];

/** A command with its stored form `raw`, by which it is removed. */
export interface OutboxItem {
  raw: string;
  command: OutboxCommand;
}

/** Stored form of a command: JSON with the time of the commit. */
export const toOutboxEntry = (command: OutboxCommand, at: EpochMs): string => JSON.stringify({ at, command });

const parseEntry = (raw: string): { at: EpochMs; command: OutboxCommand } =>
  JSON.parse(raw) as { at: EpochMs; command: OutboxCommand };

/** Maximum of commands that one `peek` returns. */
export const MAX_PEEKED = 100;

/** The outboxes of all shards. */
export interface Outbox {
  /** Shards with commands. */
  pendingShards(): Promise<number[]>;
  /** The oldest commands of a shard, at most MAX_PEEKED. They stay until they are removed. */
  peek(shard: number): Promise<OutboxItem[]>;
  remove(shard: number, items: OutboxItem[]): Promise<void>;
  /** Number of commands in all shards, and the commit time of the oldest. */
  backlog(): Promise<{ length: number; oldestAt: EpochMs | undefined }>;
  /** Wakes this node's relay after a commit with commands. A lost call does no harm: the relay also sweeps. */
  announce(conversationKey: string): void;
  /** Subscribes to `announce`; returns the function that ends the subscription. */
  onAnnounced(listener: (conversationKey: string) => void): () => void;
}

/** KEYS: outbox. ARGV[1]: stored commands. Removes each once, even where several relays have read it. */
const removeScript = createScript<number>(`
local raws = cjson.decode(ARGV[1])
for _, raw in ipairs(raws) do redis.call('LREM', KEYS[1], 1, raw) end
return #raws
`);

/** Creates the outboxes on this Redis. */
export const createOutbox = (redis: RedisClient): Outbox => {
  const listeners = new Set<(conversationKey: string) => void>();
  return {
    async pendingShards() {
      const lengths = await Promise.all(ALL_SHARDS.map((shard) => redis.llen(keys.outbox(shard))));
      return ALL_SHARDS.filter((shard) => lengths[shard] !== 0);
    },

    async peek(shard) {
      const raws = await redis.lrange(keys.outbox(shard), 0, MAX_PEEKED - 1);
      return raws.map((raw) => ({ raw, command: parseEntry(raw).command }));
    },

    async remove(shard, items) {
      const raws = items.map(({ raw }) => raw);
      await removeScript(redis, [keys.outbox(shard)], raws);
    },

    async backlog() {
      const [lengths, heads] = await Promise.all([
        Promise.all(ALL_SHARDS.map((shard) => redis.llen(keys.outbox(shard)))),
        Promise.all(ALL_SHARDS.map((shard) => redis.lindex(keys.outbox(shard), 0))),
      ]);
      const times = heads.filter((raw) => raw !== null).map((raw) => parseEntry(raw).at);
      return {
        length: lengths.reduce((sum, length) => sum + length, 0),
        oldestAt: times.length > 0 ? Math.min(...times) : undefined,
      };
    },

    announce: (conversationKey) => listeners.forEach((listener) => listener(conversationKey)),

    onAnnounced(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
