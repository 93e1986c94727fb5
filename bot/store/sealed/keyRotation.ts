import { isDeskError } from '../../errors';
import { PATTERNS, sealedKindOf } from '../keys';
import type { RedisClient } from '../redis/redis';
import { scanKeys } from '../redis/scan';
import { createScript } from '../redis/script';
import { sealedPartOfApplication } from './applicationRecord';
import { sealedPartOfConversation } from './conversationRecord';
import { sealedPartOfPage } from './pages';
import type { Sealer } from './seal';

/** Progress of a rotation. */
export interface RotationProgress {
  /** Sealed values checked. */
  checked: number;
  /** Values sealed under the newest key. */
  resealed: number;
  /**
   * Redis keys of records that cannot be opened, because their data key is missing or they were tampered with. They
   * stay unchanged.
   */
  unreadable: string[];
}

/** Compare-and-set of a record. KEYS: conversation or application. ARGV[2], [3]: old and new record. */
const replaceRecord = createScript<0 | 1>(`
if redis.call('GET', KEYS[1]) ~= ARGV[2] then return 0 end
redis.call('SET', KEYS[1], ARGV[3], 'KEEPTTL')
return 1
`);

/**
 * Compare-and-set of a page. KEYS: log. ARGV[2], [3]: old and new page. The page is found by value, since trimming
 * moves it.
 */
const replacePage = createScript<0 | 1>(`
local index = redis.call('LPOS', KEYS[1], ARGV[2])
if not index then return 0 end
redis.call('LSET', KEYS[1], index, ARGV[3])
return 1
`);

/** Sealed part of a record or page: its bytes, what they are bound to, and the whole with other bytes. */
interface SealedPart {
  sealed: Buffer;
  boundTo: string;
  withSealed(sealed: Buffer): Buffer;
}

/**
 * Seals everything under the newest key while desks are running. Each value is replaced by compare-and-set, so no turn
 * is lost; its TTL stays. The run is idempotent and may be interrupted. While desks still seal under an older key, run
 * it again later.
 */
export const rotateKeys = async (
  redis: RedisClient,
  sealer: Sealer,
  onProgress: (progress: RotationProgress) => void = () => {},
): Promise<RotationProgress> => {
  const progress: RotationProgress = { checked: 0, resealed: 0, unreadable: [] };

  /** The value under the newest key; undefined where it is already, or cannot be opened. */
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
