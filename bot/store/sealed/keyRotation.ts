import { Cluster } from 'ioredis';
import { isDeskError } from '../../errors';
import { decodeRecord, encodeRecord } from './conversationRecord';
import { firstOf } from './pages';
import type { RedisClient } from '../redis/redis';
import { createScript } from '../redis/script';
import type { Sealer } from './seal';

export interface RotationProgress {
  /** Sealed values looked at. */
  checked: number;
  /** Of these, sealed anew under the newest key. */
  resealed: number;
  /** Keys of records whose own key we do not have (or that were tampered with); each is left as it is. */
  unreadable: string[];
}

const SCAN_COUNT = 500;

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

/** The part of a record, or of a page, that is sealed: where it begins, for which place, and how it is put back. */
interface SealedPart {
  sealed: Buffer;
  place: string;
  withSealed(sealed: Buffer): Buffer;
}

const inConversation = (bytes: Buffer, key: string): SealedPart => {
  const record = decodeRecord(bytes);
  return { sealed: record.sealed, place: key, withSealed: (sealed) => encodeRecord({ ...record, sealed }) };
};

const after = (bytes: Buffer, head: number, place: string): SealedPart => ({
  sealed: bytes.subarray(head),
  place,
  withSealed: (sealed) => Buffer.concat([bytes.subarray(0, head), sealed]),
});

const inApplication = (bytes: Buffer, key: string): SealedPart => after(bytes, bytes.indexOf('\n') + 1, key);

const inPage = (bytes: Buffer, key: string): SealedPart => after(bytes, 4, `${key}#${firstOf(bytes)}`);

/**
 * Seals under the newest key whatever was sealed under an older one, while desks are running: a value changes only if it is still
 * the one that was read, so no turn is undone. May be stopped and started again at any time; what is done is passed over. Time to live
 * stays as it is. Desks that still seal under an older key make work for another run.
 */
export const rotateKeys = async (
  redis: RedisClient,
  sealer: Sealer,
  onProgress: (progress: RotationProgress) => void = () => {},
): Promise<RotationProgress> => {
  const progress: RotationProgress = { checked: 0, resealed: 0, unreadable: [] };

  /** The same under the newest key; undefined where there is nothing to do, or nothing that can be done. */
  const reseal = ({ sealed, place, withSealed }: SealedPart, key: string): Buffer | undefined => {
    progress.checked++;
    if (sealer.isCurrent(sealed)) return undefined;
    try {
      return withSealed(sealer.seal(sealer.open(sealed, place), place));
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
      const to = reseal(inPage(from, key), key);
      if (to) progress.resealed += await replacePage(redis, [key], {}, from, to);
    }
  };

  const rotate = async (key: string): Promise<void> => {
    const kind = /^fd:\{s\d+\}:(conv|app|log):/.exec(key)?.[1];
    if (kind === 'conv') await rotateRecord(key, inConversation);
    if (kind === 'app') await rotateRecord(key, inApplication);
    if (kind === 'log') await rotateLog(key);
  };

  for (const node of redis instanceof Cluster ? redis.nodes('master') : [redis]) {
    let cursor = '0';
    do {
      const [next, found] = await node.scan(cursor, 'MATCH', 'fd:{s*', 'COUNT', SCAN_COUNT);
      for (const key of found) await rotate(key);
      cursor = next;
      onProgress(progress);
    } while (cursor !== '0');
  }
  return progress;
};
