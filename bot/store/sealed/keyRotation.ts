import { isDeskError } from '../../errors';
import { PATTERNS, sealedKindOf } from '../keys';
import type { RedisClient } from '../redis/redis';
import { scanKeys } from '../redis/scan';
import { createScript } from '../redis/script';
import { sealedPartOfApplication } from './applicationRecord';
import { sealedPartOfConversation } from './conversationRecord';
import { sealedPartOfPage } from './pages';
import type { Sealer } from './seal';

export interface RotationProgress {
  /** Sealed values looked at. */
  checked: number;
  /** Of these, values sealed anew under the newest key. */
  resealed: number;
  /** Keys of records that do not open: their data key is missing, or they were tampered with. Each is left as it is. */
  unreadable: string[];
}

/** KEYS: conversation or application. ARGV[2] and [3]: the record as it was read, and as it shall be. Compare and set. */
const replaceRecord = createScript<0 | 1>(`
if redis.call('GET', KEYS[1]) ~= ARGV[2] then return 0 end
redis.call('SET', KEYS[1], ARGV[3], 'KEEPTTL')
return 1
`);

/** KEYS: log. ARGV[2] and [3]: the page as it was read, and as it shall be. The page may have moved, as the log is trimmed at its front. */
const replacePage = createScript<0 | 1>(`
local index = redis.call('LPOS', KEYS[1], ARGV[2])
if not index then return 0 end
redis.call('LSET', KEYS[1], index, ARGV[3])
return 1
`);

/** The sealed part of a record or page: its bytes, what they are bound to, and the whole with other bytes. */
interface SealedPart {
  sealed: Buffer;
  boundTo: string;
  withSealed(sealed: Buffer): Buffer;
}

/**
 * Seals under the newest key whatever was sealed under an older one, while desks are running. A value changes only if it is still the one
 * that was read, so no turn is undone; its time to live stays. The run may be stopped and started again at any time. Desks that still seal
 * under an older key make work for another run.
 */
export const rotateKeys = async (
  redis: RedisClient,
  sealer: Sealer,
  onProgress: (progress: RotationProgress) => void = () => {},
): Promise<RotationProgress> => {
  const progress: RotationProgress = { checked: 0, resealed: 0, unreadable: [] };

  /** The same under the newest key; undefined where there is nothing to do, or nothing that can be done. */
  const reseal = ({ sealed, boundTo, withSealed }: SealedPart, key: string): Buffer | undefined => {
    progress.checked++;
    if (sealer.isCurrent(sealed)) return undefined;
    try {
      return withSealed(sealer.seal(sealer.open(sealed, boundTo), boundTo));
    } catch (error) {
      if (!isDeskError(error, 'data_unreadable')) throw error;
      if (progress.unreadable.at(-1) !== key) progress.unreadable.push(key);
      return undefined;
    }
  };

  const rotateRecord = async (key: string, partOf: (bytes: Buffer, key: string) => SealedPart): Promise<void> => {
    const from = await redis.getBuffer(key);
    const to = from && reseal(partOf(from, key), key);
    if (from && to) progress.resealed += await replaceRecord(redis, [key], {}, from, to);
  };

  const rotateLog = async (key: string): Promise<void> => {
    for (const from of await redis.lrangeBuffer(key, 0, -1)) {
      const to = reseal(sealedPartOfPage(from, key), key);
      if (to) progress.resealed += await replacePage(redis, [key], {}, from, to);
    }
  };

  const rotate = async (key: string): Promise<void> => {
    switch (sealedKindOf(key)) {
      case 'conversation':
        return rotateRecord(key, sealedPartOfConversation);
      case 'application':
        return rotateRecord(key, sealedPartOfApplication);
      case 'log':
        return rotateLog(key);
      case undefined:
        return;
    }
  };

  for await (const found of scanKeys(redis, PATTERNS.sealed)) {
    for (const key of found) await rotate(key);
    onProgress(progress);
  }
  return progress;
};
