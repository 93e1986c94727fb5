/** A run of digits, with the X of an ID number where one follows. */
export interface DigitGroup {
  start: number;
  end: number;
  /** Digits, and X for a final x, × or Cyrillic Х. */
  digits: string;
}

/** Digit groups that may be one number: only spaces, hyphens, dots, slashes or underscores stand between them. */
export type Cluster = DigitGroup[];

const GROUP = /\d+/g;
const JOINER = /^[ \t./\-_·‐–—―−•]{1,3}$/u;
const TRAILING_X = /^ ?[x×Хх](?![a-z0-9])/u;
const LABEL_AFTER_NUMBER = /(?<=\d{11}x?)(?!x)[a-z]+$/;
const LATIN_BEFORE = /[a-z_][a-z_0-9]*$/;
/** Latin labels written directly before a number: sfz1301…, tel138…. */
const LATIN_LABEL = /^(?:id|idno|no|sfz|sfzh|sj|sjh|dh|dhhm|tel|phone|mobile|mob|wx|vx|v|weixin|wechat|cell)$/;

/**
 * Groups the digits of a message. Digits inside a Latin word (zhang_wei2026) are skipped. List markers must have been taken out before. A
 * cluster crosses no line, comma, label or value taken out.
 */
export function digitClusters(plain: string): Cluster[] {
  const clusters: Cluster[] = [];
  let open: Cluster = [];
  for (const match of plain.matchAll(GROUP)) {
    const start = match.index;
    const last = open.at(-1);
    if (last && !JOINER.test(plain.slice(last.end, start))) {
      clusters.push(open);
      open = [];
    }
    if (open.length === 0 && isInsideWord(plain, start)) continue;
    const end = start + match[0].length;
    if (runsIntoWord(plain, end)) continue;
    open.push(withTrailingX(plain, start, end, match[0]));
  }
  if (open.length > 0) clusters.push(open);
  return clusters;
}

const LABEL_AHEAD = /^([a-z]+)[\s:]?\d/;

/** Whether digits run into a Latin word: 1301x does, 1301…X and 1301…dh138… do not. */
function runsIntoWord(plain: string, end: number): boolean {
  if (!/[a-z]/.test(plain.charAt(end)) || TRAILING_X.test(plain.slice(end, end + 2))) return false;
  return !LATIN_LABEL.test(LABEL_AHEAD.exec(plain.slice(end, end + 12))?.[1] ?? '');
}

function isInsideWord(plain: string, start: number): boolean {
  if (start === 0 || !/[a-z_]/.test(plain.charAt(start - 1))) return false;
  const before = plain.slice(Math.max(0, start - 40), start);
  const word = (LABEL_AFTER_NUMBER.exec(before) ?? LATIN_BEFORE.exec(before))?.[0] ?? '';
  return !LATIN_LABEL.test(word);
}

function withTrailingX(plain: string, start: number, end: number, digits: string): DigitGroup {
  const x = TRAILING_X.exec(plain.slice(end, end + 3));
  return x ? { start, end: end + x[0].length, digits: digits + 'X' } : { start, end, digits };
}
