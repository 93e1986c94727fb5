import type { Draft } from './draft';

const MENTIONS_SCORE = /分/;
const BARE_NUMBER = /^[^\d]{0,2}(\d{3})(?:多|左右|上下|出头|几|吧|,|\.|。|\s)*$/;
const BEFORE = /(?:支付分|信用分|评分|分数|分值|(?:我|的)分|分)(?!钟|期|之|付|行)[^\d\n,。]{0,6}(\d{3})(?![\d.%])/;
const AFTER = /(?<![\d.])(\d{3})(?:多|来)?分(?!钟|期|之|付|行)/;
const SPOKEN = /([三四五六七八])百(?:([一二三四五六七八九])十?([一二三四五六七八九])?)?多?分?/;
const HUNDREDS = '零一二三四五六七八九';

/** Pay Scores range from 300 to 850. */
const inRange = (score: number): number | undefined => (score >= 300 && score <= 850 ? score : undefined);

/** Reads a Pay Score: 支付分620, 我分只有580, 620分, 六百二, or three digits alone. Takes nothing out. */
export function readPayScore(draft: Draft): void {
  const { plain } = draft;
  const digits =
    (MENTIONS_SCORE.test(plain) ? (BEFORE.exec(plain) ?? AFTER.exec(plain)) : null) ?? BARE_NUMBER.exec(plain);
  const score = digits ? inRange(Number(digits[1])) : readSpoken(plain);
  if (score !== undefined) draft.facts.payScore = score;
}

function readSpoken(plain: string): number | undefined {
  if (!plain.includes('百') || (!plain.includes('分') && plain.length > 6)) return undefined;
  const match = SPOKEN.exec(plain);
  if (!match) return undefined;
  const [, hundreds = '', tens = '零', ones = '零'] = match;
  return inRange(HUNDREDS.indexOf(hundreds) * 100 + HUNDREDS.indexOf(tens) * 10 + HUNDREDS.indexOf(ones));
}
