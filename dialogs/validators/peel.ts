/** Chinese numerals. They may be the value itself (一三八零零…), so they are not peeled off. */
const NUMERALS = new Set('零〇一二三四五六七八九十百千两幺壹贰叁肆伍陆柒捌玖拾');

const PUNCTUATION = new Set(' \t\r\n\u00A0\u3000,，。｡.;；:：、!！?？"\'“”‘’`《》<>【】[]{}()（）「」『』~～=|');

const isPunctuation = (char: string, atStart: boolean): boolean => PUNCTUATION.has(char) && !(atStart && char === '.');

const isWord = (char: string): boolean =>
  char !== '*' && !NUMERALS.has(char) && /[\p{Script=Han}\p{P}\s~=|<>]/u.test(char);

/** Drops punctuation and spaces at both ends, except a full stop at the start. */
export const trimPunctuation = (text: string): string => trimWhere(text, isPunctuation);

/**
 * Drops Chinese words and punctuation around a number: 身份证号码是…。, …（本人）. Masks, a leading + and Chinese numerals stay. Text without
 * a digit is returned unchanged.
 */
export const peelWords = (text: string): string => (/[0-9]/.test(text) ? trimWhere(text, isWord) : text);

/** Drops characters from both ends while `drops` is true. Linear, unlike a pattern anchored only at the end. */
export function trimWhere(text: string, drops: (char: string, atStart: boolean) => boolean): string {
  const chars = [...text];
  let start = 0;
  let end = chars.length;
  while (start < end && drops(chars[start] ?? '', true)) start += 1;
  while (end > start && drops(chars[end - 1] ?? '', false)) end -= 1;
  return chars.slice(start, end).join('');
}
