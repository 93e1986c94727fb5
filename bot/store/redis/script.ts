import { hash } from 'node:crypto';
import type { RedisClient } from './redis';

/**
 * Atomic script: all `keys` in one slot; ARGV[1] is one JSON argument, read with cjson.decode; ARGV[2] and on are bytes, passed as they
 * are.
 */
export type Script<Result> = (
  redis: RedisClient,
  keys: string[],
  argument: unknown,
  ...bytes: Buffer[]
) => Promise<Result>;

/** Lua function for scripts that compare records: their version, which stands in front in digits; 0 where there is none. */
export const VERSION_AT = `
local function versionAt(key) return tonumber(string.match(redis.call('GETRANGE', key, 0, 15), '^%d+') or '0') end
`;

const isUnknownScript = (error: unknown): boolean => error instanceof Error && error.message.startsWith('NOSCRIPT');

/** A script whose source is sent only to a server that does not know it yet. */
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
