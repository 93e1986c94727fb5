import { hash } from 'node:crypto';
import type { RedisClient } from './redis';

/**
 * Atomic Lua script. All `keys` lie in one slot. ARGV[1] is `argument` as JSON; ARGV[2] and following are raw bytes.
 */
export type Script<Result> = (
  redis: RedisClient,
  keys: string[],
  argument: unknown,
  ...bytes: Buffer[]
) => Promise<Result>;

/** Lua function `versionAt(key)`: the version at the head of a record, in digits; 0 where there is no record. */
export const VERSION_AT = `
local function versionAt(key) return tonumber(string.match(redis.call('GETRANGE', key, 0, 15), '^%d+') or '0') end
`;

const isUnknownScript = (error: unknown): boolean => error instanceof Error && error.message.startsWith('NOSCRIPT');

/** Creates a script. It is sent by hash (EVALSHA), and by source to a server that does not know it yet. */
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
