/** Characters that write numbers: text with them may be the value itself (一三八零零…), so they never count as words around it. */
const NUMERALS = new Set('零〇一二三四五六七八九十百千两幺壹贰叁肆伍陆柒捌玖拾');

const PUNCTUATION = new Set(' \t\r\n\u00A0\u3000,，。｡.;；:：、!！?？"\'“”‘’`《》<>【】[]{}()（）「」『』~～=|');

const isPunctuation = (char: string, atStart: boolean): boolean => PUNCTUATION.has(char) && !(atStart && char === '.');

const isWord = (char: string): boolean =>
  char !== '*' && !NUMERALS.has(char) && /[\p{Script=Han}\p{P}\s~=|<>]/u.test(char);

/** Drops punctuation and spaces at both ends, but no full stop at the start, which ends no sentence; what is inside stays. */
export const trimPunctuation = (text: string): string => trimWhere(text, isPunctuation);

/**
 * Drops Chinese words and punctuation around a number: 身份证号码是…。, …（本人）. Masks, a leading + and Chinese numerals stay, and
 * text without any digit stays whole.
 */
export const peelWords = (text: string): string => (/[0-9]/.test(text) ? trimWhere(text, isWord) : text);

/** Drops characters from either end while `drops` says so. By character: a regex anchored at the end alone would try every start, which is quadratic. */
export function trimWhere(text: string, drops: (char: string, atStart: boolean) => boolean): string {
  const chars = [...text];
  let start = 0;
  let end = chars.length;
  while (start < end && drops(chars[start] ?? '', true)) start += 1;
  while (end > start && drops(chars[end - 1] ?? '', false)) end -= 1;
  return chars.slice(start, end).join('');
}
