import type { EpochMs } from '../../../dialogs/types';
import { ALL_SHARDS, keys, shardOf } from '../keys';
import { toOutboxEntry, type Outbox, type OutboxCommand } from '../outbox';
import type { RedisClient } from '../redis/redis';
import { createScript, VERSION_AT } from '../redis/script';

/**
 * Reminders of unfinished applications, sorted by time. The commit of each turn sets or cancels the conversation's
 * reminder.
 */
export interface Reminders {
  /** Moves due reminders to the outbox, at most BATCH a shard. */
  release(now: EpochMs): Promise<void>;
}

/** Reminders of a shard in one run; the rest follow in the next. */
const BATCH = 100;

/**
 * KEYS: due, conversation, outbox. ARGV[1]: {conversationKey, version, command}. Returns 0 where the conversation has a
 * later version, or another node has released the reminder.
 */
const releaseScript = createScript<0 | 1>(`${VERSION_AT}
local reminder = cjson.decode(ARGV[1])
if versionAt(KEYS[2]) ~= reminder.version then return 0 end
if redis.call('ZREM', KEYS[1], reminder.conversationKey) == 0 then return 0 end
if reminder.command ~= '' then redis.call('RPUSH', KEYS[3], reminder.command) end
return 1
`);

/** Version at the head of a conversation's record; 0 where there is none. */
const versionOf = (head: string): number => Number(/^\d+/.exec(head)?.[0] ?? 0);

/** Creates the reminders on this Redis. */
export const createReminders = (redis: RedisClient, outbox: Pick<Outbox, 'announce'>): Reminders => {
  /** A reminder of an expired conversation is dropped. */
  const releaseOne = async (conversationKey: string, now: EpochMs): Promise<void> => {
    const version = versionOf(await redis.getrange(keys.conversation(conversationKey), 0, 15));
    const shard = shardOf(conversationKey);
    const command: OutboxCommand = {
      id: `remind-${conversationKey}-${version}`,
      type: 'remind',
      conversationKey,
      version,
    };
    const released = await releaseScript(
      redis,
      [keys.due(shard), keys.conversation(conversationKey), keys.outbox(shard)],
      { conversationKey, version, command: version > 0 ? toOutboxEntry(command, now) : '' },
    );
    if (released === 1 && version > 0) outbox.announce(conversationKey);
  };

  return {
    async release(now) {
      const due = await Promise.all(
        ALL_SHARDS.map((shard) => redis.zrangebyscore(keys.due(shard), 0, now, 'LIMIT', 0, BATCH)),
      );
      for (const conversationKey of due.flat()) await releaseOne(conversationKey, now);
    },
  };
};
