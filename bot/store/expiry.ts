import type { EpochMs } from '../../dialogs/types';
import type { Listed } from './applications/reviewList';
import { keys } from './keys';
import type { Lifetimes } from './lifetimes';
import type { RedisClient } from './redis/redis';
import { createScript, VERSION_AT } from './redis/script';
import { decodeRecord, encodeRecord, openSealed, sealRecord } from './sealed/conversationRecord';
import { openPage, sealPage, withoutOld } from './sealed/pages';
import type { Sealer } from './sealed/seal';

/** Expiry that the time to live of the keys does not see to: it counts from the last write, whatever the standing of the case. */
export interface Expiry {
  /** Every application that is or was in the reviewer's list. */
  listed(): Promise<Listed[]>;
  /** Lets an open application outlive its time, with the way to it and the chat in which its decision will be told. */
  keep(application: Listed): Promise<void>;
  /** Forgets what was said before `before`; the whole conversation, if nothing was said since. */
  forget(conversationKey: string, before: EpochMs): Promise<void>;
}

/** KEYS: conversation, log, delivery marks. */
const forgetScript = createScript<0 | 1>(`${VERSION_AT}
if versionAt(KEYS[1]) ~= cjson.decode(ARGV[1]).version then return 0 end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
return 1
`);

/**
 * KEYS: conversation, log. ARGV[2]: the conversation's record without what is old; ARGV[3], if there is one, the page that was cut. Drops
 * as many pages from the front. A conversation that has gone on meanwhile is left to the next time.
 */
const trimScript = createScript<0 | 1>(`${VERSION_AT}
local trim = cjson.decode(ARGV[1])
if versionAt(KEYS[1]) ~= trim.version then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
redis.call('LTRIM', KEYS[2], trim.pages, -1)
if ARGV[3] then redis.call('LPUSH', KEYS[2], ARGV[3]) end
return 1
`);

export const createExpiry = (redis: RedisClient, sealer: Sealer, { applicationSeconds }: Lifetimes): Expiry => {
  const trim = async (conversationKey: string, bytes: Buffer, before: EpochMs): Promise<void> => {
    const [conversation, log] = [keys.conversation(conversationKey), keys.log(conversationKey)];
    const record = decodeRecord(bytes);
    const inside = openSealed(record.sealed, conversationKey, sealer);
    const pages = (await redis.lrangeBuffer(log, 0, -1)).map((sealed) => openPage(sealed, conversationKey, sealer));
    const left = pages.map((page) => withoutOld(page, before));
    const young = left.findIndex(({ turns }) => turns.length > 0);
    const cut = left[young];
    const isCut = cut !== undefined && cut.first !== pages[young]?.first;
    const dropped = young === -1 ? pages.length : young + (isCut ? 1 : 0);
    const page = withoutOld(inside.page, before);
    if (dropped === 0 && page.first === inside.page.first) return;
    await trimScript(
      redis,
      [conversation, log],
      { version: record.version, pages: dropped },
      encodeRecord({ ...record, sealed: sealRecord({ ...inside, page }, conversationKey, sealer) }),
      ...(isCut ? [sealPage(cut, conversationKey, sealer)] : []),
    );
  };

  return {
    async listed() {
      const listed: Listed[] = [];
      let cursor = '0';
      do {
        const [next, found] = await redis.hscan(keys.cases, cursor, 'COUNT', 500);
        for (let i = 0; i < found.length; i += 2) {
          const { conversationKey } = JSON.parse(found[i + 1] ?? '{}') as { conversationKey: string };
          listed.push({ no: found[i] ?? '', conversationKey });
        }
        cursor = next;
      } while (cursor !== '0');
      return listed;
    },

    async keep({ no, conversationKey }) {
      const lasting = [
        keys.application(conversationKey, no),
        keys.number(no),
        keys.conversation(conversationKey),
        keys.log(conversationKey),
        keys.deliveryMarks(conversationKey),
      ];
      await Promise.all(lasting.map((key) => redis.expire(key, applicationSeconds)));
    },

    async forget(conversationKey, before) {
      const conversation = keys.conversation(conversationKey);
      const bytes = await redis.getBuffer(conversation);
      if (!bytes) return;
      const { at, version } = decodeRecord(bytes);
      if (at >= before) return trim(conversationKey, bytes, before);
      const forgotten = [conversation, keys.log(conversationKey), keys.deliveryMarks(conversationKey)];
      await forgetScript(redis, forgotten, { version });
    },
  };
};
