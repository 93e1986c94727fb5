import type { Draft } from './draft';
import { HAN_NUMERALS, parseNumber } from './numbers/hanNumber';

const SPOKEN = `[三四五六七八]百[${HAN_NUMERALS}]{0,4}`;
const SCORE = `(?<![\\d.])(\\d{3}(?![\\d.%])|${SPOKEN})`;
/** Words that hedge a number: 应该是748, 大概650多吧, 不到六百. */
const HEDGE =
  '(?:我的?|的|应该|好像|大概|大慨|大该|大约|约|可能|估计|差不多|目前|现在|当前|貌似|似乎|也就|就|才|只|有|是|在|为|刚好|刚|正好|看了?下|看到|显示|上面|写着|记得|不到|不足|不够|没到|没有|未到|低于|少于|小于|高于|超过|大于|快到?了?|快要|差一?点|接近|将近|近|多|那个|那|行吧?|好吧?|嗯|刚查的?|查了一?下|about|around|maybe|roughly|[\\s,])';
const AFTERTHOUGHT =
  '(?:多|几|来|左右|上下|出头|以上|不到|整|一点|点|分|吧|把|呢|啊|呀|哦|了|样子|的|这样|好像|大概|谢谢您?|[\\s,.。!~+])';
/** A number and nothing but hedges. */
const BARE = new RegExp(`^[\\s,]*${HEDGE}{0,8}[\\s:]?${SCORE}${AFTERTHOUGHT}{0,6}$`, 'u');
const NAMED = new RegExp(
  `(?:支付分|信用分|评分|分数|分值|(?:我|的)分|分)(?!钟|期|之|付|行)[^\\d\\n,。]{0,8}?${SCORE}`,
  'u',
);
/** 支付分六二零, digit by digit. */
const NAMED_DIGITS =
  /(?:支付分|信用分|评分|分数)\D{0,5}?([三四五六七八])([零〇一二三四五六七八九])([零〇一二三四五六七八九])(?![零〇一二三四五六七八九十百])/u;
const WITH_UNIT = new RegExp(`${SCORE}(?:多|来|几)?分(?!钟|期|之|付|行)`, 'u');
/** The score has not been reached: 不到六百, 快七百了, 六百不到. */
const BELOW_BEFORE = /(?:不到|不足|不够|没到|没有|未到|低于|少于|小于|快到?|快要|差一?点|接近|将近|近)\s?$/u;
const BELOW_AFTER = /^分?(?:都|还)?(?:不到|没到|不足)/u;
const NUMERALS = '零一二三四五六七八九';

/** A score that is none: 不是650分以上，是六百三. */
const REJECTED = new RegExp(`(?:不是|并非|不算|别写|别填)(?:支付分)?(?:的)?${SCORE}分?(?:以上|多)?(?:的)?`, 'gu');
/** A clause: 680，我说过了. */
const CLAUSE = /[^,.。;!?、\s]+/gu;

/** The number that is all of a clause beside others. */
function alone(plain: string): RegExpExecArray | null {
  for (const { 0: clause, index } of plain.matchAll(CLAUSE)) {
    const match = BARE.exec(clause);
    if (match && clause.length < plain.length) return Object.assign(match, { index: index + match.index });
  }
  return null;
}

/** Two numbers as the ends of a band: 550到600, 550-599. */
const RANGE = new RegExp(
  `(?:^[\\s,]*${HEDGE}{0,8}|(?:支付分|信用分|评分|分数)[^\\d\\n,。]{0,8}?)${SCORE}分?\\s?[到至~\\-–—]\\s?${SCORE}${AFTERTHOUGHT}{0,6}$`,
  'u',
);

/** Reads a Pay Score: 支付分620, 620分, 应该是748, 好像六百八, 不到六百 (599), or three digits alone. Takes nothing out. */
export function readPayScore(draft: Draft): void {
  const plain = draft.plain.replace(REJECTED, (said) => ' '.repeat(said.length));
  const range = rangeIn(plain);
  if (range) {
    draft.facts.payScore = range;
    return;
  }
  const match =
    (plain.includes('分') ? (NAMED.exec(plain) ?? WITH_UNIT.exec(plain)) : null) ?? BARE.exec(plain) ?? alone(plain);
  const [said, number = ''] = match ?? [];
  const score =
    match && said !== undefined ? scoreAt(plain, match.index + said.lastIndexOf(number), number) : spelled(plain);
  if (score === undefined || score < 300 || score > 850) return;
  const after = match ? plain.slice(match.index + (said ?? '').lastIndexOf(number) + number.length) : '';
  if (spansBands(score, after)) draft.facts.payScoreVague = true;
  else draft.facts.payScore = score;
}

/** The lower end of a range of at most fifty: its upper end (550到600) counts for the next band. */
function rangeIn(plain: string): number | undefined {
  const [, lower = '', upper = ''] = RANGE.exec(plain) ?? [];
  const [from, to] = [parseNumber(lower), parseNumber(upper)];
  if (from === undefined || to === undefined || from < 300 || to > 850) return undefined;
  return to > from && to - from <= 50 ? from : undefined;
}

function scoreAt(plain: string, at: number, number: string): number | undefined {
  const score = parseNumber(number);
  if (score === undefined) return undefined;
  const below =
    BELOW_BEFORE.test(plain.slice(Math.max(0, at - 4), at)) || BELOW_AFTER.test(plain.slice(at + number.length));
  return below ? score - 1 : score;
}

/** 六百多 and 500以上 may be in several bands: the score is asked for again. */
const spansBands = (score: number, after: string): boolean =>
  (score === 600 || score === 500) && /^分?(?:多(?!一?点)|几|以上|往上|\+)/u.test(after);

function spelled(plain: string): number | undefined {
  if (!plain.includes('分')) return undefined;
  const digits = NAMED_DIGITS.exec(plain)?.slice(1) ?? [];
  if (digits.length === 0) return undefined;
  return Number(digits.map((digit) => NUMERALS.indexOf(digit === '〇' ? '零' : digit)).join(''));
}
