import { REGIONS } from './regions.data';

/** Provinces that resident ID numbers are issued in (GB/T 2260); 71 is not among them, 81-83 begin residence permits. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65'.split(' '),
);

/** First year in which the code was no longer in force; Infinity while it is. */
const endYears = new Map<string, number>();
for (const [prefix, entries] of Object.entries(REGIONS)) {
  for (const entry of entries.split(' ')) endYears.set(prefix + entry.slice(0, 2), Number(entry.slice(3)) || Infinity);
}

/** Whether the first two of a number's digits are a province that issues resident ID numbers. */
export const isProvince = (code: string): boolean => PROVINCES.has(code.slice(0, 2));

export type RegionWarning = 'region_unlisted' | 'region_not_county' | 'born_after_region_abolished';

/**
 * What a reviewer should know about a six-digit region code. Abolished codes stay on cards for life and are normal; the police
 * also use codes in no public table (development zones). None of this ever refuses.
 * @param birthYear a code abolished before the birth cannot have been assigned in the ordinary way
 */
export function regionWarning(code: string, birthYear: number): RegionWarning | undefined {
  const end = endYears.get(code);
  if (end !== undefined) return birthYear > end ? 'born_after_region_abolished' : undefined;
  const isAboveCounty = code.endsWith('0000') || (code.endsWith('00') && code.slice(0, 4) in REGIONS);
  return isAboveCounty ? 'region_not_county' : 'region_unlisted';
}
