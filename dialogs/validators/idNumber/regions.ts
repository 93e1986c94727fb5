import { REGIONS } from './regions.data';

/** Provinces that issue resident ID numbers (GB/T 2260). 71 is not among them; 81 to 83 begin residence permits. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65'.split(' '),
);

/** Code → first year in which it was no longer in force; Infinity while it is. */
const endYears = new Map<string, number>();
for (const [prefix, entries] of Object.entries(REGIONS)) {
  for (const entry of entries.split(' ')) endYears.set(prefix + entry.slice(0, 2), Number(entry.slice(3)) || Infinity);
}

/** Whether the first two digits are a province that issues resident ID numbers. */
export const isProvince = (code: string): boolean => PROVINCES.has(code.slice(0, 2));

/** What is odd about a region code; for the reviewer. */
export type RegionWarning = 'region_unlisted' | 'region_not_county' | 'born_after_region_abolished';

/**
 * Warning for a six-digit region code; undefined where it is ordinary. It never refuses: abolished codes stay on cards for life, and some
 * codes in use are in no public table.
 * @param birthYear a code abolished before the birth is odd
 */
export function regionWarning(code: string, birthYear: number): RegionWarning | undefined {
  const end = endYears.get(code);
  if (end !== undefined) return birthYear > end ? 'born_after_region_abolished' : undefined;
  const isAboveCounty = code.endsWith('0000') || (code.endsWith('00') && code.slice(0, 4) in REGIONS);
  return isAboveCounty ? 'region_not_county' : 'region_unlisted';
}
