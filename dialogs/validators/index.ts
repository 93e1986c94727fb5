export { ageOn, isCalendarDate, shanghaiDate } from './calendar';
export * from './email';
export * from './idNumber/idNumber';
export * from './name/name';
export * from './phone';
export type { RegionWarning } from './idNumber/regions';
export type { Confirm, Invalid, Refuse, Valid, Verdict } from './types';
export * from './wechatId';
