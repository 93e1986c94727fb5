import { setTimeout as wait } from 'node:timers/promises';

/** Batch window in milliseconds. */
const BATCH_MS = 1;

/**
 * Creates a function whose promise resolves at the end of the current batch window (1 ms), for all callers at once.
 * Turns that start together share warm CPU caches, and auto-pipelining sends their commands in one write.
 */
export const createTurnBatch = (): (() => Promise<void>) => {
  let next: Promise<void> | undefined;
  return () =>
    (next ??= wait(BATCH_MS).then(() => {
      next = undefined;
    }));
};
