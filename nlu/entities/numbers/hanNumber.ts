const DIGITS = '零一二三四五六七八九';
/** Han numerals below a thousand; for a class of a regular expression. */
export const HAN_NUMERALS = '零〇一二两三四五六七八九十百';
const HUNDREDS = /^(?:([一二两三四五六七八九])百)?(.*)$/u;
const TENS = /^零?(?:([一二三四五六七八九])?十)?[有零]?([一二三四五六七八九])?$/u;

/** The value of a number below 1000 as it is spoken: 十八, 七十, 六百零五, 五百七十五, 七百一 (710). Undefined for another text. */
export function parseHanNumber(spoken: string): number | undefined {
  const [, hundreds = '', rest = ''] = HUNDREDS.exec(spoken.replaceAll('〇', '零')) ?? [];
  const match = TENS.exec(rest);
  if (!match || (hundreds === '' && rest === '')) return undefined;
  const ten = rest.includes('十') ? Math.max(1, digit(match[1])) * 10 : 0;
  const one = digit(match[2]);
  // 七百一 is 710, 七百零一 is 701.
  const short = hundreds !== '' && ten === 0 && !rest.startsWith('零');
  return digit(hundreds) * 100 + ten + (short ? one * 10 : one);
}

const digit = (numeral = ''): number => Math.max(0, DIGITS.indexOf(numeral === '两' ? '二' : numeral || '零'));

/** The value of digits or of a spoken number. */
export const parseNumber = (text: string): number | undefined =>
  /^\d+$/.test(text) ? Number(text) : parseHanNumber(text);
