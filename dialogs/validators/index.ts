export { ageOn, isCalendarDate, shanghaiDate } from './calendar';
export * from './email';
export * from './idNumber';
export * from './name';
export * from './phone';
export type { RegionWarning } from './regions';
export type { Confirm, Invalid, Refuse, Valid, Verdict } from './types';
export * from './wechatId';
