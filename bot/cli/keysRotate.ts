/**
 * `npm run keys:rotate`: seals everything again under the first of DATA_KEYS, on the Redis of the configuration, while the desk runs.
 * Progress on stderr. Ends with 1 where records could not be read: their names follow, and they are left as they are.
 */
import { existsSync, readFileSync } from 'node:fs';
import { SETTING_NAMES } from '../capabilities';
import { parseConfig } from '../settings/config';
import { readEnvironment } from '../settings/environment';
import { socketPath } from '../localRedis/socketPath';
import { StartFault } from '../settings/startFault';
import { rotateKeys, type RotationProgress } from '../store/sealed/keyRotation';
import { connectRedis, waitUntilReady } from '../store/redis/redis';
import { createSealer } from '../store/sealed/seal';

const PROGRESS_EVERY_MS = 1_000;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const describe = ({ checked, resealed, unreadable }: RotationProgress): string =>
  `${checked} values checked, ${resealed} sealed anew, ${unreadable.length} records unreadable`;

/** Tells of progress at most once a second. */
const createReporter = (): ((progress: RotationProgress) => void) => {
  let saidAt = performance.now();
  return (progress) => {
    if (performance.now() - saidAt < PROGRESS_EVERY_MS) return;
    saidAt = performance.now();
    say(describe(progress));
  };
};

async function main(): Promise<number> {
  const envFile = existsSync('.env') ? readFileSync('.env', 'utf8') : undefined;
  const config = parseConfig(readEnvironment(SETTING_NAMES, process.env, envFile));
  const [newest, ...older] = config.dataKeys;

  const redis = connectRedis(config.redisUrl ?? socketPath(config.dataDir, 'redis.sock'), 'worker');
  redis.on('error', () => {});
  try {
    await waitUntilReady(redis).catch((error: unknown) => {
      throw new StartFault(
        config.redisUrl === undefined
          ? 'environment:DATA_DIR: no Redis answers there; run this while the desk is running'
          : 'environment:REDIS_URL: Redis does not answer there; start it, or correct the address',
        { cause: error },
      );
    });
    say(`Sealing under key ${newest.id}; keys known: ${[newest, ...older].map(({ id }) => id).join(', ')}`);
    const done = await rotateKeys(redis, createSealer([newest, ...older]), createReporter());
    say(describe(done));
    for (const key of done.unreadable) say(`${key}: sealed with a key that DATA_KEYS does not hold; restore that key`);
    return done.unreadable.length > 0 ? 1 : 0;
  } finally {
    redis.disconnect();
  }
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    say(error instanceof StartFault ? error.faults.join('\n') : String(error));
    process.exitCode = 1;
  },
);
