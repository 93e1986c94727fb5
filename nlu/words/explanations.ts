/** Explanations of how a character of a name is written: 茉莉的莉, 弓长张, 三点水的江, 单名一个超. */
import { BEGINS_PARTS, CHARACTER_OF_PARTS, MAX_PARTS } from './characterFormulas.data';

/** One explanation in a text. */
export interface Explanation {
  start: number;
  end: number;
  /** Position of the character that it explains. */
  characterAt: number;
}

const HAN = /\p{Unified_Ideograph}/u;
/** Between an example and its character: 茉莉的莉, 茉莉那个莉. */
const LINK = /(?:的那个|里面?的|的|那个)(?=\p{Unified_Ideograph})/gu;
/** What may stand behind the character: the end, a mark, a particle, 字, the next example. */
const BEHIND =
  /^(?:字|[啊呀哦吧哈呢嘛]?(?:$|[^\p{Unified_Ideograph}])|\p{Unified_Ideograph}{2,4}?(?:的|那个)\p{Unified_Ideograph})/u;
/** A part of a character as an example: 三点水的江, 王字旁那个玮. */
const RADICAL = /[旁头底框盖水人土边部]$/u;
const NO_EXAMPLE = /[我你他她它您这那]/u;
/** Words before an example: 第二个字是春晓的晓, 姓弓长张. */
const HEAD =
  /(?:(?:第[一二三四两]|最后一?|中间|前面|后面|末尾?|头一?)(?:那)?个?的?字?|姓|名字?)(?:就?是|叫)?$|\p{Unified_Ideograph}字?就?是$|[叫是]$/u;
/** The given name by itself: 单名一个超, 名字是个超字. */
const GIVEN =
  /(?:单名(?:叫|是|一个|个|单)?|名字?(?:只有|就是|就|是|叫)?(?:一个|个|单))字?[,: ]?((?!字)\p{Unified_Ideograph})字?(?!\p{Unified_Ideograph})/dgu;
const MAX_EXAMPLE = 4;
const MAX_HEAD = 8;

/** All explanations of a text in their order. @param reading simplified */
export function explanationsIn(reading: string): Explanation[] {
  const found: Explanation[] = [];
  const links = new Map([...reading.matchAll(LINK)].map((link) => [link.index, link[0].length]));
  let from = 0;
  for (let at = 0; at < reading.length; at += 1) {
    const link = links.get(at);
    const explanation = link === undefined ? byParts(reading, from, at) : byExample(reading, from, at, at + link);
    if (!explanation) continue;
    found.push(explanation);
    from = explanation.end;
    at = from - 1;
  }
  for (const given of givenNamesIn(reading))
    if (!found.some((other) => other.start < given.end && given.start < other.end)) found.push(given);
  return found.sort((a, b) => a.start - b.start);
}

/** 茉莉的莉: an example up to `exampleEnd`, and its character at `characterAt`. */
function byExample(text: string, from: number, exampleEnd: number, characterAt: number): Explanation | undefined {
  let start = exampleEnd;
  while (start > Math.max(from, exampleEnd - MAX_EXAMPLE) && HAN.test(text.charAt(start - 1))) start -= 1;
  start += /^.*[是叫]/u.exec(text.slice(start, exampleEnd - 1))?.[0].length ?? 0;
  const example = text.slice(start, exampleEnd);
  const explains = example.includes(text.charAt(characterAt)) || RADICAL.test(example);
  if (example.length < 2 || !explains || NO_EXAMPLE.test(example)) return undefined;
  return endsWell(text, characterAt) ? explanationAt(text, from, start, characterAt) : undefined;
}

/** 弓长张: parts that begin at `start`, and their character behind them. */
function byParts(text: string, from: number, start: number): Explanation | undefined {
  const characterAt = characterOfParts(text, start);
  return characterAt === undefined || !endsWell(text, characterAt)
    ? undefined
    : explanationAt(text, from, start, characterAt);
}

function characterOfParts(text: string, start: number): number | undefined {
  if (!BEGINS_PARTS.has(text.charAt(start))) return undefined;
  for (let length = MAX_PARTS; length > 1; length -= 1) {
    const character = CHARACTER_OF_PARTS.get(text.slice(start, start + length));
    if (character === undefined) continue;
    const at = start + length;
    if (text.charAt(at) === character) return at;
    if (text.charAt(at) === '的' && text.charAt(at + 1) === character) return at + 1;
  }
  return undefined;
}

const endsWell = (text: string, characterAt: number): boolean =>
  BEHIND.test(text.slice(characterAt + 1, characterAt + 9)) || characterOfParts(text, characterAt + 1) !== undefined;

/** Takes the words before the example along, and 字 behind it. */
function explanationAt(text: string, from: number, exampleStart: number, characterAt: number): Explanation {
  const before = text.slice(Math.max(from, exampleStart - MAX_HEAD), exampleStart);
  const head = HEAD.exec(before)?.[0] ?? '';
  // 李雷是木子李: 雷 is no word before the example.
  const stranger = /^\p{Unified_Ideograph}字?就?是$/u.test(head) && !/^[姓名字]/u.test(head);
  const kept = stranger && !head.startsWith(text.charAt(characterAt)) ? 1 : head.length;
  const end = characterAt + (text.charAt(characterAt + 1) === '字' ? 2 : 1);
  return { start: exampleStart - kept, end, characterAt };
}

function givenNamesIn(text: string): Explanation[] {
  if (!text.includes('名')) return [];
  return [...text.matchAll(GIVEN)].flatMap((match) => {
    const [characterAt] = match.indices?.[1] ?? [];
    if (characterAt === undefined) return [];
    return [{ start: match.index, end: match.index + match[0].length, characterAt }];
  });
}
