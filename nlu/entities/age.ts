import type { Pending } from '../types';
import type { Draft } from './draft';
import { HAN_NUMERALS, parseNumber } from './numbers/hanNumber';

const MAX_AGE = 120;
const NUMBER = `(?<![\\d.${HAN_NUMERALS}])(\\d{1,3}|[一二三四五六七八九十百有零]{1,5})(?![\\d.${HAN_NUMERALS}])`;
/** Without 岁 one digit is no age: 我一直, 我3. */
const TWO_DIGITS = `(?<![\\d.${HAN_NUMERALS}])(\\d{2,3}|(?=[^岁]?[十百])[一二三四五六七八九十百有零]{1,5})(?![\\d.${HAN_NUMERALS}])`;
/** Occurs in every match of TWO_DIGITS. */
const TENS = /\d\d|[十百]/;
/** What may follow an age without 岁; no unit is among it: 18期, 18号, 18%, 18万. */
const THEN =
  '(?:多|来|几|好几|出头|左右|整)?(?=$|[\\s\\0,。.!?、;~了啦呀啊哦的吧]|可以|能|行|不|还|也|想|才|是不是|会)';
const YEARS = new RegExp(`${NUMBER}(?:多|来|几|好几)?(?:周岁|岁| ?sui)`, 'gu');
/** Words before an age without 岁: 今年62了, 快18了. */
const CUED = new RegExp(
  `(?:我(?:都|才|已经?|也|是|就|刚|快)*|今年(?:都|才|已经?|刚好|刚|快|是|就)*|本人|年龄(?:是|为|:)?|岁数(?:是)?|[满到够](?:了)?|快|马上|[差还]\\D{1,5}|[下明]个?[月年周])(?:要|就|到|满)* ?${TWO_DIGITS}${THEN}`,
  'gu',
);
/** A number and nothing else but what makes it an age: 18了, 七十多了. */
const ALONE = new RegExp(`^[\\s,]*(?:都|已经|刚)*${TWO_DIGITS}(?:多|好几|出头)?了[\\s。.!啊呀哦]*$`, 'u');

/** An age not yet reached: 快18了, 差两个月18, 没满18, 下个月18. */
const NOT_YET =
  /(?:快|马上|就?快要|即将|差(?:一点|点|\D{0,5}|[\d一二两三几]{1,2}个?[月天]\D{0,2})|[没未不](?:满|到|足|够)?|不到|不足|[下明]个?[月年周]\D{0,2}|再过\D{0,4}[月天年])(?:就|要|才|到|满)*\s*$/u;
const SHORT_OF = /^(?:周?岁)?(?:不到|不足|还?没到|差一?点)/u;
/** The age of a rule, of somebody else or of a range: 满18岁才能, 22到60岁, 我儿子15岁. */
const NOT_MINE =
  /才能|才可以|需要|必须|要求|限制|规定|岁?以[上下内]|(?<![不没])[到至~—-]\s?[\d一二三四五六七八九十]+周?岁|几岁|多少岁|多大|虚岁|儿子|女儿|爸|妈|弟|妹|哥|姐|孩子|小孩|朋友|老公|老婆|爷|奶|父|母|[他她]|同学|家人|老人/u;

/** A number alone, where the age is asked for. */
const ASKED = /^[\s,.。]*(?:我|今年|已经)?(\d{1,3})(?:了|啊|呀|哦|多)?[\s。.!]*$/u;

const CLAUSE = /[^,，。;；!！?？、\n]+/gu;

/** Reads how old the sender is, in completed years: what is said last. Takes nothing out. */
export function readAge(draft: Draft): void {
  const { plain } = draft;
  if (!plain.includes('岁') && !plain.includes('sui') && !TENS.test(plain) && draft.pending !== 'age') return;
  for (const [clause] of plain.matchAll(CLAUSE)) {
    const age = ageIn(clause, draft.pending);
    if (age !== undefined) draft.facts.age = age;
  }
}

function ageIn(clause: string, pending: Pending): number | undefined {
  if (NOT_MINE.test(clause)) return undefined;
  const match =
    (pending === 'age' ? ASKED.exec(clause) : null) ??
    [...clause.matchAll(YEARS)].at(-1) ??
    [...clause.matchAll(CUED)].at(-1) ??
    ALONE.exec(clause);
  const [said, number = ''] = match ?? [];
  const value = parseNumber(number);
  if (!match || said === undefined || value === undefined) return undefined;
  const at = match.index + said.lastIndexOf(number);
  const before = clause.slice(Math.max(0, at - 14), at);
  const notYet = NOT_YET.test(before) || SHORT_OF.test(clause.slice(at + number.length));
  const age = notYet ? value - 1 : value;
  return age >= 1 && age <= MAX_AGE ? age : undefined;
}
