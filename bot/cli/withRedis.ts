/** Shared by commands that work on the configured Redis. */
import { existsSync, readFileSync } from 'node:fs';
import { SETTING_NAMES, SETTINGS } from '../capabilities';
import { SERVER_SETTINGS } from '../http/serverSettings';
import { socketPath } from '../localRedis/socketPath';
import { parseSettings, toConfig, type Config } from '../settings/config';
import { readEnvironment } from '../settings/environment';
import type { Parsed } from '../settings/setting';
import { StartFault } from '../settings/startFault';
import { connectRedis, waitUntilReady, type RedisClient } from '../store/redis/redis';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const connect = async ({ REDIS_URL, DATA_DIR }: Parsed<typeof SERVER_SETTINGS.rows>): Promise<RedisClient> => {
  const redis = connectRedis(REDIS_URL ?? socketPath(DATA_DIR, 'redis.sock'), 'worker');
  redis.on('error', () => {});
  await waitUntilReady(redis).catch((error: unknown) => {
    redis.disconnect();
    throw new StartFault(
      REDIS_URL === undefined
        ? 'environment:DATA_DIR: no Redis answers there; run this while the desk is running'
        : 'environment:REDIS_URL: Redis does not answer there; start it, or correct the address',
      { cause: error },
    );
  });
  return redis;
};

/**
 * Runs `work` on the configured Redis, which may be that of a running desk, and sets the exit code it resolves to.
 * Faults are printed to stderr with exit code 1.
 */
export async function withRedis(work: (redis: RedisClient, config: Config) => Promise<number>): Promise<void> {
  try {
    const envFile = existsSync('.env') ? readFileSync('.env', 'utf8') : undefined;
    const settings = parseSettings(readEnvironment(SETTING_NAMES, process.env, envFile), SETTINGS);
    const redis = await connect(settings.of(SERVER_SETTINGS));
    try {
      process.exitCode = await work(redis, toConfig(settings));
    } finally {
      redis.disconnect();
    }
  } catch (error) {
    say(error instanceof StartFault ? error.faults.join('\n') : String(error));
    process.exitCode = 1;
  }
}
