import { wholeNumber } from '../settings/schemas';
import type { SettingGroup, SettingRows } from '../settings/setting';

const rows = {
  RATE_MESSAGES_PER_MINUTE: {
    default: '60',
    is: 'Messages one conversation may send in a minute.',
    schema: wholeNumber(1, 1_000_000),
  },
  MAX_TURNS: {
    default: '64',
    is: 'Messages a process answers at a time; those on top are refused with 503 and Retry-After.',
    schema: wholeNumber(1, 100_000),
  },
} satisfies SettingRows;

/** Settings of the rate limit and of load shedding. */
export const TURN_SETTINGS: SettingGroup<typeof rows> = { title: 'How much may come in', rows };
