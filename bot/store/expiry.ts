import type { EpochMs } from '../../dialogs/types';
import type { TranscriptEntry } from '../conversation';
import { keys } from './keys';
import type { RedisClient } from './redis';
import type { Retention } from './retention';
import type { Listed } from './reviewList';
import { createScript } from './script';
import type { Sealer } from './seal';
import { entryPlace } from './transcripts';

/** What the time to live of the keys alone does not see to: it counts from the last write, whatever the case's standing. */
export interface Expiry {
  /** Every application that is or was in the reviewer's list. */
  listed(): Promise<Listed[]>;
  /** An open application outlives its time, and with it the way to it and the chat in which its decision will be told. */
  keep(application: Listed): Promise<void>;
  /** Forgets what was said before `before`; all of the conversation, if nothing was said since. */
  forget(conversationKey: string, before: EpochMs): Promise<void>;
}

/** KEYS: conversation, log, done. */
const forgetScript = createScript<0 | 1>(`
local asked = cjson.decode(ARGV[1])
if (redis.call('HGET', KEYS[1], 'version') or '') ~= asked.version then return 0 end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
return 1
`);

/** KEYS: conversation, log. Drops entries up to a position; a transcript trimmed meanwhile loses no more than that. */
const trimScript = createScript<number>(`
local upTo = cjson.decode(ARGV[1]).upTo
local trimmed = tonumber(redis.call('HGET', KEYS[1], 'seq') or '0') - redis.call('LLEN', KEYS[2])
if upTo > trimmed then redis.call('LTRIM', KEYS[2], upTo - trimmed, -1) end
return upTo
`);

export const createExpiry = (redis: RedisClient, sealer: Sealer, { applicationSeconds }: Retention): Expiry => {
  const trim = async (conversationKey: string, before: EpochMs): Promise<void> => {
    const [log, conversation] = [keys.log(conversationKey), keys.conversation(conversationKey)];
    const [entries, seq] = await Promise.all([redis.lrange(log, 0, -1), redis.hget(conversation, 'seq')]);
    const first = Number(seq ?? 0) - entries.length + 1;
    const isOld = (sealed: string, i: number): boolean =>
      sealer.open<TranscriptEntry>(sealed, entryPlace(conversationKey, first + i)).at < before;
    const young = entries.findIndex((sealed, i) => !isOld(sealed, i));
    const upTo = young === -1 ? first + entries.length - 1 : first + young - 1;
    if (upTo >= first) await trimScript(redis, [conversation, log], { upTo });
  };

  return {
    async listed() {
      const listed: Listed[] = [];
      let cursor = '0';
      do {
        const [next, found] = await redis.hscan(keys.cases, cursor, 'COUNT', 500);
        for (let i = 0; i < found.length; i += 2) {
          const { conv } = JSON.parse(found[i + 1] ?? '{}') as { conv: string };
          listed.push({ no: found[i] ?? '', conversationKey: conv });
        }
        cursor = next;
      } while (cursor !== '0');
      return listed;
    },

    async keep({ no, conversationKey }) {
      const lasting = [
        keys.application(conversationKey, no),
        keys.place(no),
        keys.conversation(conversationKey),
        keys.log(conversationKey),
        keys.done(conversationKey),
      ];
      await Promise.all(lasting.map((key) => redis.expire(key, applicationSeconds)));
    },

    async forget(conversationKey, before) {
      const conversation = keys.conversation(conversationKey);
      const [at, version] = await redis.hmget(conversation, 'at', 'version');
      if (Number(at ?? 0) >= before) return trim(conversationKey, before);
      const scriptKeys = [conversation, keys.log(conversationKey), keys.done(conversationKey)];
      await forgetScript(redis, scriptKeys, { version: version ?? '' });
    },
  };
};
