/** Service hours of the staff, parsed from the configured text (工作日 9:00–18:00), and the reply to who wants a person. */
import type { EpochMs, HandoffReason, Reply } from '../types';

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

interface Hours {
  /** Days of the week, 0 = Sunday. */
  days: readonly number[];
  /** Minutes since midnight in Shanghai. */
  from: number;
  /** The same, exclusive. */
  to: number;
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6] as const;
const WORKDAYS = [1, 2, 3, 4, 5] as const;

/** Parses the hours; undefined for a text of another form, which is then only quoted. */
export function parseServiceHours(text: string): Hours | undefined {
  const times = /(\d{1,2})[:：](\d{2})\s*[-–—~至到]\s*(\d{1,2})[:：](\d{2})/u.exec(text);
  if (!times) return undefined;
  const [fromHour, fromMinute, toHour, toMinute] = times.slice(1).map(Number) as [number, number, number, number];
  const days = /工作日|周一[至到]周五|weekdays|workdays|mon(?:day)?\s*(?:[-–—]|to)\s*fri/iu.test(text)
    ? WORKDAYS
    : EVERY_DAY;
  return { days, from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute };
}

/** `now` within service hours, else the number of days until the next ones; 0 is today. */
export function nextService(hours: Hours, now: EpochMs): 'now' | number {
  const local = now + SHANGHAI_OFFSET_MS;
  const minute = Math.floor((local % DAY_MS) / 60_000);
  const weekday = new Date(local).getUTCDay();
  if (hours.days.includes(weekday) && minute >= hours.from && minute < hours.to) return 'now';
  const today = hours.days.includes(weekday) && minute < hours.from;
  if (today) return 0;
  return [1, 2, 3, 4, 5, 6, 7].find((ahead) => hours.days.includes((weekday + ahead) % 7)) ?? 1;
}

/** Reply to who wants a person: the request is recorded, and when staff answer. */
export function humanReply(serviceHours: string, now: EpochMs, reason: HandoffReason): Reply {
  const hours = parseServiceHours(serviceHours);
  const when = hours && nextService(hours, now);
  if (hours === undefined || when === undefined || when === 'now') return { key: 'human.now', params: { reason } };
  const minutes = String(hours.from % 60).padStart(2, '0');
  const weekday = new Date(now + SHANGHAI_OFFSET_MS + when * DAY_MS).getUTCDay();
  const day = when > 1 ? WEEKDAYS[weekday] : when === 1 ? 'tomorrow' : 'today';
  return {
    key: 'human.later',
    params: { reason, day: day ?? 'today', time: `${Math.floor(hours.from / 60)}:${minutes}` },
  };
}
