import { Cluster } from 'ioredis';
import { isDeskError } from '../errors';
import type { RedisClient } from './redis';
import { createScript } from './script';
import type { Sealer } from './seal';

export interface RotationProgress {
  /** Sealed values looked at. */
  checked: number;
  /** Of these, sealed anew under the newest key. */
  resealed: number;
  /** Keys of records whose own key we do not have (or that were tampered with); each is left as it is. */
  unreadable: string[];
}

/** Where sealed values lie: fields of conversations and applications, entries of transcripts. */
const SEALED_KEY = /^fd:\{s\d+\}:(conv|app|log):/;
const SEALED_FIELDS: Record<string, readonly string[]> = { conv: ['state', 'ref'], app: ['record'] };
const SCAN_COUNT = 500;

/** KEYS: conversation or application. Compare and set; never makes a key that has expired meanwhile. */
const replaceField = createScript<0 | 1>(`
local change = cjson.decode(ARGV[1])
if redis.call('HGET', KEYS[1], change.field) ~= change.from then return 0 end
redis.call('HSET', KEYS[1], change.field, change.to)
return 1
`);

/** KEYS: conversation, log. Answers {entries trimmed from the front so far, entries}. */
const readEntries = createScript<[number, string[]]>(`
local seq = tonumber(redis.call('HGET', KEYS[1], 'seq') or '0')
return { seq - redis.call('LLEN', KEYS[2]), redis.call('LRANGE', KEYS[2], 0, -1) }
`);

/** KEYS: conversation, log. Compare and set by position, which stays when the log is trimmed at its front. */
const replaceEntry = createScript<0 | 1>(`
local change = cjson.decode(ARGV[1])
local trimmed = tonumber(redis.call('HGET', KEYS[1], 'seq') or '0') - redis.call('LLEN', KEYS[2])
local index = change.position - trimmed - 1
if index < 0 or redis.call('LINDEX', KEYS[2], index) ~= change.from then return 0 end
redis.call('LSET', KEYS[2], index, change.to)
return 1
`);

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

  /** The same value under the newest key; undefined where there is nothing to do, or nothing that can be done. */
  const reseal = (sealed: string, key: string, place: string): string | undefined => {
    progress.checked++;
    if (sealer.isCurrent(sealed)) return undefined;
    try {
      return sealer.seal(sealer.open(sealed, place), place);
    } catch (error) {
      if (!isDeskError(error, 'data_unreadable')) throw error;
      if (progress.unreadable.at(-1) !== key) progress.unreadable.push(key);
      return undefined;
    }
  };

  const rotateFields = async (key: string, fields: readonly string[]): Promise<void> => {
    const values = await redis.hmget(key, ...fields);
    for (const [i, field] of fields.entries()) {
      const from = values[i];
      const to = from ? reseal(from, key, `${key}#${field}`) : undefined;
      if (to !== undefined) progress.resealed += await replaceField(redis, [key], { field, from, to });
    }
  };

  const rotateLog = async (key: string): Promise<void> => {
    const scriptKeys = [key.replace(':log:', ':conv:'), key];
    const [trimmed, entries] = await readEntries(redis, scriptKeys, {});
    for (const [i, from] of entries.entries()) {
      const position = trimmed + i + 1;
      const to = reseal(from, key, `${key}#${position}`);
      if (to !== undefined) progress.resealed += await replaceEntry(redis, scriptKeys, { position, from, to });
    }
  };

  for (const node of redis instanceof Cluster ? redis.nodes('master') : [redis]) {
    let cursor = '0';
    do {
      const [next, found] = await node.scan(cursor, 'MATCH', 'fd:{s*', 'COUNT', SCAN_COUNT);
      for (const key of found) {
        const kind = SEALED_KEY.exec(key)?.[1];
        if (kind === 'log') await rotateLog(key);
        else if (kind !== undefined) await rotateFields(key, SEALED_FIELDS[kind] ?? []);
      }
      cursor = next;
      onProgress(progress);
    } while (cursor !== '0');
  }
  return progress;
};
