/** Time of the reminder of a draft: after the configured quiet minutes, never at night. */
import type { EpochMs } from '../types';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;
const MORNING_MS = 9 * HOUR_MS;
const NIGHT_MS = 21 * HOUR_MS;

/** Delay in milliseconds from `now`. A time between 21:00 and 9:00 in Shanghai moves to the next 9:00. */
export function reminderDelay(now: EpochMs, quietMinutes: number): number {
  const due = now + quietMinutes * 60_000;
  const timeOfDay = (due + SHANGHAI_OFFSET_MS) % DAY_MS;
  const wait =
    timeOfDay < MORNING_MS ? MORNING_MS - timeOfDay : timeOfDay >= NIGHT_MS ? DAY_MS - timeOfDay + MORNING_MS : 0;
  return due + wait - now;
}
