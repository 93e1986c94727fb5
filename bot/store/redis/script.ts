import { hash } from 'node:crypto';
import type { RedisClient } from './redis';

/**
 * Runs an atomic script: all `keys` in one slot, one JSON argument that the script reads with cjson.decode(ARGV[1]), then what is no
 * text, as it is: ARGV[2] and on.
 */
export type Script<Result> = (
  redis: RedisClient,
  keys: string[],
  argument: unknown,
  ...bytes: Buffer[]
) => Promise<Result>;

const isUnknownScript = (error: unknown): boolean => error instanceof Error && error.message.startsWith('NOSCRIPT');

/** The source is sent only to a server that does not know it yet. */
export const createScript = <Result>(lua: string): Script<Result> => {
  const sha = hash('sha1', lua);
  return async (redis, keys, argument, ...bytes) => {
    const args = [...keys, JSON.stringify(argument), ...bytes];
    try {
      return (await redis.evalsha(sha, keys.length, ...args)) as Result;
    } catch (error) {
      if (!isUnknownScript(error)) throw error;
      return (await redis.eval(lua, keys.length, ...args)) as Result;
    }
  };
};
