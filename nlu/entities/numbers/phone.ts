/** Mainland mobile segments that receive SMS. */
const MOBILE = /^1(?:[38]\d|4[57]|[59][0-35-9]|6[2567]|7[0-35-8])\d{8}$/;
const PREFIX = /^(?:\+?86|0086)?0?(?=1\d{10}$)/;

/** The 11 digits of a mainland mobile number; undefined for another number. `digits` may have +86, 0086, 86 or a trunk 0 before them. */
export function toMobile(digits: string): string | undefined {
  const number = digits.replace(PREFIX, '');
  return MOBILE.test(number) ? number : undefined;
}

/** Whether a number looks made up; it must be confirmed. */
export const looksMadeUp = (mobile: string): boolean =>
  mobile.endsWith('12345678') || mobile === '13800138000' || /(\d)\1{7}$/.test(mobile);
