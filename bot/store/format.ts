import { StartFault } from '../settings/startFault';
import { keys, PATTERNS } from './keys';
import type { RedisClient } from './redis/redis';
import { scanKeys } from './redis/scan';
import { FORMAT } from './sealed/seal';

/**
 * Marks an empty Redis with this release's format. Refuses one with records of another format, since nothing reads
 * those.
 * @throws StartFault that names both formats and the remedy
 */
export const ensureFormat = async (redis: RedisClient): Promise<void> => {
  if ((await redis.get(keys.format)) === String(FORMAT)) return;
  if (!(await holdsRecords(redis))) await redis.set(keys.format, String(FORMAT), 'NX');
  // Another node may have marked it meanwhile, as each does before it keeps anything.
  const found = await redis.get(keys.format);
  if (found !== String(FORMAT)) throw otherFormat(found ?? '1');
};

const holdsRecords = async (redis: RedisClient): Promise<boolean> => {
  for await (const found of scanKeys(redis, PATTERNS.all)) if (found.some((key) => key !== keys.format)) return true;
  return false;
};

const otherFormat = (found: string): StartFault =>
  new StartFault(
    `environment:REDIS_URL: this Redis holds records of format ${found}, and this release reads format ${FORMAT} only; ` +
      'finish them with the release that wrote them, then give this one an empty Redis (where there is no REDIS_URL: another DATA_DIR)',
  );
