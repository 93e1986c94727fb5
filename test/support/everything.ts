import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RedisClient } from '../../bot/store/redis/redis';

/** Each key of Redis with all that is in it, whatever its type. */
export async function everythingInRedis(redis: RedisClient): Promise<string> {
  const read = async (key: string): Promise<unknown> => {
    switch (await redis.type(key)) {
      case 'string':
        return redis.get(key);
      case 'hash':
        return redis.hgetall(key);
      case 'list':
        return redis.lrange(key, 0, -1);
      case 'set':
        return redis.smembers(key);
      case 'zset':
        return redis.zrange(key, 0, -1);
      case 'stream':
        return redis.xrange(key, '-', '+');
      case 'none':
        return undefined; // It was there a moment ago: a job, say, that is done
      default:
        throw new Error('A type of key that is not looked into');
    }
  };
  const keys = await redis.keys('*');
  return JSON.stringify(await Promise.all(keys.map(async (key) => [key, await read(key)])));
}

/** The bytes of all files below `directory`, but for `except`. */
export function everythingInFiles(directory: string, except: string): string {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true });
  const read = files.filter((file) => file.isFile() && file.name !== except);
  return read.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8')).join('\n');
}
