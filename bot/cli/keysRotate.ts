/**
 * `npm run keys:rotate`: seals everything under the first of DATA_KEYS, on the configured Redis, while the desk runs.
 * Progress is printed to stderr. Exit code 1 where records could not be opened; they are named and stay unchanged.
 */
import { rotateKeys, type RotationProgress } from '../store/sealed/keyRotation';
import { createSealer } from '../store/sealed/seal';
import { withRedis } from './withRedis';

const PROGRESS_EVERY_MS = 1_000;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const describe = ({ checked, resealed, unreadable }: RotationProgress): string =>
  `${checked} values checked, ${resealed} sealed anew, ${unreadable.length} records unreadable`;

/** Prints progress at most once a second. */
const createReporter = (): ((progress: RotationProgress) => void) => {
  let saidAt = performance.now();
  return (progress) => {
    if (performance.now() - saidAt < PROGRESS_EVERY_MS) return;
    saidAt = performance.now();
    say(describe(progress));
  };
};

void withRedis(async (redis, { dataKeys }) => {
  say(`Sealing under key ${dataKeys[0].id}; keys known: ${dataKeys.map(({ id }) => id).join(', ')}`);
  const done = await rotateKeys(redis, createSealer(dataKeys), createReporter());
  say(describe(done));
  for (const key of done.unreadable) say(`${key}: sealed with a key that DATA_KEYS does not hold; restore that key`);
  return done.unreadable.length > 0 ? 1 : 0;
});
