import type { EpochMs } from '../../../dialogs/types';
import { isDeskError } from '../../errors';
import { VERSION_AT } from './commitScript';
import { decodeRecord, openSealed } from '../sealed/conversationRecord';
import { keys, SHARDS, shardOf } from '../keys';
import { toOutboxEntry, type OutboxCommand } from '../outbox';
import type { RedisClient } from '../redis/redis';
import { createScript } from '../redis/script';
import type { Sealer } from '../sealed/seal';

/** Who has fallen silent in the middle of a form, by when to remind them: set and taken back in the commit of each turn. */
export interface Reminders {
  /** Puts what is due into the outbox; resolves to the conversations it did that for. */
  release(now: EpochMs): Promise<string[]>;
}

/** Reminders of a shard released at once; what is left is due at the next look. */
const BATCH = 100;

const allShards = Array.from({ length: SHARDS }, (_, shard) => shard);

/** KEYS: due, conversation, outbox. Answers 1 where nothing has happened in the conversation since it was read. */
const releaseScript = createScript<0 | 1>(`${VERSION_AT}
local reminder = cjson.decode(ARGV[1])
if versionAt(KEYS[2]) ~= reminder.version then return 0 end
if redis.call('ZREM', KEYS[1], reminder.conversationKey) == 0 then return 0 end
if reminder.command ~= '' then redis.call('RPUSH', KEYS[3], reminder.command) end
return 1
`);

export const createReminders = (redis: RedisClient, sealer: Sealer): Reminders => {
  /** The channel the applicant was last heard through; undefined where the conversation cannot be read. */
  const channelOf = (sealed: Buffer, conversationKey: string): string | undefined => {
    try {
      return openSealed(sealed, conversationKey, sealer).channel;
    } catch (error) {
      if (isDeskError(error, 'data_unreadable')) return undefined;
      throw error;
    }
  };

  /** True where there is a command in the outbox now. A reminder for nobody is dropped. */
  const releaseOne = async (conversationKey: string, now: EpochMs): Promise<boolean> => {
    const bytes = await redis.getBuffer(keys.conversation(conversationKey));
    const { version, sealed } = bytes ? decodeRecord(bytes) : { version: 0 };
    const channel = sealed && channelOf(sealed, conversationKey);
    const command: OutboxCommand | undefined =
      channel === undefined
        ? undefined
        : { id: `remind-${conversationKey}-${version}`, type: 'remind', conversationKey, channel, version };
    const shard = shardOf(conversationKey);
    const scriptKeys = [keys.due(shard), keys.conversation(conversationKey), keys.outbox(shard)];
    const argument = { conversationKey, version, command: command ? toOutboxEntry(command, now) : '' };
    return (await releaseScript(redis, scriptKeys, argument)) === 1 && command !== undefined;
  };

  return {
    async release(now) {
      const due = await Promise.all(
        allShards.map((shard) => redis.zrangebyscore(keys.due(shard), 0, now, 'LIMIT', 0, BATCH)),
      );
      const released: string[] = [];
      for (const conversationKey of due.flat())
        if (await releaseOne(conversationKey, now)) released.push(conversationKey);
      return released;
    },
  };
};
