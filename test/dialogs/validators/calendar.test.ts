import fc from 'fast-check';
import { ageOn, isCalendarDate, shanghaiDate } from '../../../dialogs/validators';
import { readVectors } from './vectors';

test.each(readVectors('age.tsv').map((row) => [row['birth'] ?? '', row['now_utc'] ?? '', row] as const))(
  'born %s, at %s',
  (birth, now, row) => {
    const today = shanghaiDate(Date.parse(now));
    expect(today.replaceAll('-', '')).toBe(row['date_shanghai']);
    expect(ageOn(birth, today)).toBe(Number(row['age']));
    expect(ageOn(birth, today) >= 18 ? 'yes' : 'no').toBe(row['adult']);
  },
);

test('shanghaiDate agrees with the platform’s time zone database since 1992', () => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1992-01-01T00:00Z'), max: new Date('2099-12-31T00:00Z'), noInvalidDate: true }),
      (moment) => {
        expect(shanghaiDate(moment.getTime())).toBe(format.format(moment));
      },
    ),
  );
});

test('isCalendarDate knows every day that Date.UTC knows and no other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 2999 }), fc.nat({ max: 13 }), fc.nat({ max: 32 }), (year, month, day) => {
      const text = `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
      const roundTrip = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10).replaceAll('-', '');
      expect(isCalendarDate(text)).toBe(roundTrip === text);
    }),
  );
});

test.each(['', '2000010', '200001011', '２０００0101', '2000-1-1'])('%j is no calendar date', (text) => {
  expect(isCalendarDate(text)).toBe(false);
});
