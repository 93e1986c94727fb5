import type { EpochMs } from '../../dialogs/types';
import type { Listed } from './applications/reviewList';
import { keys } from './keys';
import type { Lifetimes } from './lifetimes';
import type { RedisClient } from './redis/redis';
import { createScript, VERSION_AT } from './redis/script';
import { decodeRecord, encodeRecord, openSealed, sealRecord } from './sealed/conversationRecord';
import { openPage, sealPage, withoutOld } from './sealed/pages';
import type { Sealer } from './sealed/seal';

/**
 * Retention of what has no time to live of its own: Redis counts a TTL from the last write, whatever the status of the
 * case.
 */
export interface Expiry {
  /** All applications in the review list. */
  listed(): Promise<Listed[]>;
  /** Renews the TTL of an open application, its number, and the conversation in which its decision is announced. */
  keep(application: Listed): Promise<void>;
  /** Deletes transcript entries before `before`; the whole conversation, if its last turn is older. */
  forget(conversationKey: string, before: EpochMs): Promise<void>;
}

/**
 * Deletes a conversation unless it has changed. KEYS: conversation, log, delivery marks. ARGV[1]: {version}. Returns 0
 * where it has changed.
 */
const forgetScript = createScript<0 | 1>(`${VERSION_AT}
if versionAt(KEYS[1]) ~= cjson.decode(ARGV[1]).version then return 0 end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
return 1
`);

/**
 * Drops the oldest pages of a transcript unless the conversation has changed; the next run then tries again. KEYS:
 * conversation, log. ARGV[1]: {version, pages}, `pages` being the number to drop. ARGV[2]: the new record. ARGV[3],
 * optional: the last dropped page without its old turns, put back in front.
 */
const trimScript = createScript<0 | 1>(`${VERSION_AT}
local trim = cjson.decode(ARGV[1])
if versionAt(KEYS[1]) ~= trim.version then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
redis.call('LTRIM', KEYS[2], trim.pages, -1)
if ARGV[3] then redis.call('LPUSH', KEYS[2], ARGV[3]) end
return 1
`);

/** Creates the retention on this Redis. */
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
