import { isProvince, regionWarning } from '../../../../dialogs/validators/idNumber/regions';
import { readVectors } from '../vectors';

const ISSUING = readVectors('regions.tsv').filter((row) => row['level'] === '县级' && isProvince(row['code'] ?? ''));

test('every county code there ever was is known, with the year it was abolished', () => {
  expect(ISSUING.length).toBeGreaterThan(5800);
  for (const { code = '', abolished_year: abolished } of ISSUING) {
    const year = Number(abolished) || 2024;
    expect([code, regionWarning(code, year)]).toEqual([code, undefined]);
    expect([code, regionWarning(code, year + 1)]).toEqual([
      code,
      abolished ? 'born_after_region_abolished' : undefined,
    ]);
  }
});

test.each(['441900', '442000', '460400', '620200', '460200'])('%s issues numbers without a county', (code) => {
  expect(regionWarning(code, 1990)).toBeUndefined();
});

test.each(['440100', '110000', '510200'])('%s stands above its counties', (code) => {
  expect(regionWarning(code, 1990)).toBe('region_not_county');
});

test.each(['110199', '119900', '659099'])('%s was never listed', (code) => {
  expect(regionWarning(code, 1990)).toBe('region_unlisted');
});
