import type { EpochMs } from '../dialogs/types';

/** The one source of time; tests bring their own. */
export interface Clock {
  now(): EpochMs;
}

export const systemClock: Clock = { now: () => Date.now() };
