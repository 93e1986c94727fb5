import { isFullName, RELATIVE, twoNamesIn } from '../../words/twoNames';
import type { Draft } from '../draft';

/** 老婆叫李梅. 我叫… beside it makes two persons. */
const OTHER_PERSON = new RegExp(
  `${RELATIVE}(?:的?(?:名字|姓名))?(?:(?:叫做?|是|:) ?(\\p{Unified_Ideograph}{2,4})|(\\p{Unified_Ideograph}{2,4})(?=$|[,。;\\s]))`,
  'du',
);
const MYSELF = /(?:我叫|我是|本人|名字?[是叫:]|姓名) ?(\p{Unified_Ideograph}{2,4})/du;

/** Notes two persons, of whom the application can take one, as a near miss. False if there are not two. */
export function takeTwoPersons(draft: Draft): boolean {
  const pair = twoNamesIn(draft.clean.replaceAll('\0', ' ')) ?? meAndAnother(draft);
  if (!pair) return false;
  draft.miss('name', pair.join('、'));
  draft.take(0, draft.plain.length);
  return true;
}

function meAndAnother({ plain, clean }: Draft): [string, string] | undefined {
  const other = OTHER_PERSON.exec(plain);
  const span = other?.indices?.[1] ?? other?.indices?.[2];
  if (!other || !span) return undefined;
  const rest = plain.slice(0, other.index) + '\0'.repeat(other[0].length) + plain.slice(other.index + other[0].length);
  const myself = MYSELF.exec(rest)?.indices?.[1];
  const [mine, theirs] = [myself, span].map((at) => at && fullNameAt(plain, clean, at[0], at[1]));
  return mine && theirs && mine !== theirs ? [mine, theirs] : undefined;
}

/** The longest full name that begins at `start`, as typed. */
function fullNameAt(plain: string, clean: string, start: number, end: number): string | undefined {
  for (let to = end; to > start + 1; to -= 1) if (isFullName(plain.slice(start, to))) return clean.slice(start, to);
  return undefined;
}
