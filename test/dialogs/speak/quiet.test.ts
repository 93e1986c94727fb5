import { reminderDelay } from '../../../dialogs/speak/quiet';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The 22nd of November 2026 in Shanghai, UTC+8. */
const at = (hour: number, minute = 0): number => Date.UTC(2026, 10, 22, hour - 8, minute);

describe('the reminder of a draft', () => {
  it('comes after the quiet minutes, by day', () => {
    expect(reminderDelay(at(10), 30)).toBe(30 * MINUTE);
    expect(reminderDelay(at(20, 29), 30)).toBe(30 * MINUTE);
  });

  it('waits for nine in the morning where it would fall into the night', () => {
    expect(at(20, 30) + reminderDelay(at(20, 30), 30)).toBe(at(9) + 24 * HOUR);
    expect(at(23) + reminderDelay(at(23), 30)).toBe(at(9) + 24 * HOUR);
    expect(at(3) + reminderDelay(at(3), 30)).toBe(at(9));
    expect(at(8, 29) + reminderDelay(at(8, 29), 30)).toBe(at(9));
    expect(reminderDelay(at(8, 30), 30)).toBe(30 * MINUTE);
  });

  it('falls on no minute of any night, whenever the applicant fell silent', () => {
    for (let minute = 0; minute < 24 * 60; minute++) {
      const due = at(0, minute) + reminderDelay(at(0, minute), 45);
      const hour = Math.floor(((due + 8 * HOUR) % (24 * HOUR)) / HOUR);
      expect(hour).toBeGreaterThanOrEqual(9);
      expect(hour).toBeLessThan(21);
    }
  });
});
