export { ageOn, isCalendarDate, shanghaiDate } from './calendar';
export * from './idNumber';
export type { RegionWarning } from './regions';
export type { Confirm, Invalid, Refuse, Valid } from './types';
