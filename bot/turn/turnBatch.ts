import { setTimeout as wait } from 'node:timers/promises';

const BATCH_MS = 1;

/**
 * Lets turns that come within a millisecond begin together. Turns computed one right after the other find the processor's caches warm, and
 * their writes go to Redis at once.
 */
export const createTurnBatch = (): (() => Promise<void>) => {
  let next: Promise<void> | undefined;
  return () =>
    (next ??= wait(BATCH_MS).then(() => {
      next = undefined;
    }));
};
