/**
 * Transactional outbox: work committed with its cause. A command lies in the outbox of its conversation's shard until the relay has handed
 * it to the queues that listen to its type.
 */
import type { EpochMs } from '../../dialogs/types';
import { ALL_SHARDS, keys } from './keys';
import type { RedisClient } from './redis/redis';
import { createScript } from './redis/script';

/**
 * Commands by type, with what each says besides the conversation. A capability adds its own by declaring this interface once more
 * (`declare module`). Commands lie in clear, here and in BullMQ, so they hold no personal data.
 */
export interface Commands {
  /** An application has got a new version. */
  caseChanged: { no: string; version: number };
  /** A new application is to be taken into review. */
  intake: { no: string };
  /**
   * Entries that were not pushed yet are to be pushed. `parked`: positions that were parked by an attempt of the job before. `resend`:
   * positions that were parked and that staff asked to send again.
   */
  deliver: { channel: string; parked?: number[]; resend?: number[] };
  /** A channel does not take the message at this position any more: `window`, `quota` or `blocked`. */
  messageShut: { channel: string; position: number; reason: string };
  /** The claim of `person` (blind index) for application `no` is to be given up. */
  releaseClaim: { no: string; person: string };
  /** The hand-off whose id is the command's is to be listed for staff. */
  listHandoff: { at: EpochMs };
  /** The applicant is to be reminded, unless the conversation has gone on since `version`. */
  remind: { version: number };
}

export type CommandType = keyof Commands;

interface Base<Type> {
  /** Names the effect, not the attempt: the same effect asked for twice has the same id. */
  id: string;
  type: Type;
  conversationKey: string;
  /** Milliseconds from the hand-over to the first run of the job. Default: none. */
  delayMs?: number;
  /** Span that asked for it (W3C Trace Context), where traces are on. */
  traceparent?: string;
}

export type CommandOf<Type extends CommandType> = Base<Type> & Commands[Type];
export type OutboxCommand = { [Type in CommandType]: CommandOf<Type> }[CommandType];

/** A command as it lies in the outbox; `raw` is what takes it out again. */
export interface OutboxItem {
  raw: string;
  command: OutboxCommand;
}

/** A command as it lies in the outbox, with the time of the write. */
export const toOutboxEntry = (command: OutboxCommand, at: EpochMs): string => JSON.stringify({ at, command });

const parseEntry = (raw: string): { at: EpochMs; command: OutboxCommand } =>
  JSON.parse(raw) as { at: EpochMs; command: OutboxCommand };

/** Commands of a shard that one `peek` returns at most. */
export const MAX_PEEKED = 100;

export interface Outbox {
  /** Shards with something in them. */
  pendingShards(): Promise<number[]>;
  /** The oldest commands of a shard, at most MAX_PEEKED; they stay until removed. */
  peek(shard: number): Promise<OutboxItem[]>;
  remove(shard: number, items: OutboxItem[]): Promise<void>;
  /** Number of commands in all shards, and the time of the oldest. */
  backlog(): Promise<{ length: number; oldestAt: EpochMs | undefined }>;
  /** Announces to this node's relay that a write left commands. May be lost: the relay also looks by itself. */
  announce(conversationKey: string): void;
  /** Subscribes to `announce`. Returns the function that ends the subscription. */
  onAnnounced(listener: (conversationKey: string) => void): () => void;
}

/** KEYS: outbox. Several relays may have taken the same commands: each is removed once. */
const removeScript = createScript<number>(`
local raws = cjson.decode(ARGV[1])
for _, raw in ipairs(raws) do redis.call('LREM', KEYS[1], 1, raw) end
return #raws
`);

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
