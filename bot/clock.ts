import type { EpochMs } from '../dialogs/types';

/** Source of time. Tests inject their own. */
export interface Clock {
  now(): EpochMs;
}

/** Clock of the operating system. */
export const systemClock: Clock = { now: () => Date.now() };
