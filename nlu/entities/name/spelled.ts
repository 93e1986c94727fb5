import { explanationsIn } from '../../words/explanations';
import { hasCompoundSurname, hasSurname, isShortForm } from '../../words/nameWords';
import { isOtherWord, isPhrase } from '../../words/notNames';
import { simplify } from '../../text/traditional';
import type { Draft } from '../draft';
import { judgeName } from './nameCandidate';

/** What a message explains of its name's characters. */
export interface Spelled {
  /** The explanations as typed; empty for none. */
  text: string;
  /** Their characters, as typed. */
  characters: string;
  start: number;
  end: number;
}

/** 姓王，单名一个超 · 我姓欧阳名娜娜 · 姓李，叫雷. */
const SURNAME_AND_GIVEN =
  /姓(?!名[字叫是为:]|氏)(?:是|:)?(\p{Unified_Ideograph}{1,2}?)[\s,。;、]*(?:单名(?:叫|是)?|名(?:字?叫|字?是|字)?|叫做?)(?:一个|个|单)?字? ?(\p{Unified_Ideograph}{1,3}?)(?:字?(?!\p{Unified_Ideograph}))/du;
/** 赵，子，龙 */
const APART =
  /(?<!\p{Unified_Ideograph})(\p{Unified_Ideograph})[,、. ]{1,3}(\p{Unified_Ideograph})(?:[,、. ]{1,3}(\p{Unified_Ideograph}))?[\s,。.!]*$/u;
const SURNAME_ALONE = /姓(?!名|氏)(?:是|:)?(\p{Unified_Ideograph}{1,2})(?!\p{Unified_Ideograph})/du;

/** Takes a name that is said by its surname and given name, or character by character. False if there is none. */
export function takeSaidInParts(draft: Draft): boolean {
  const said = SURNAME_AND_GIVEN.exec(draft.plain);
  const [surname, given] = [said?.indices?.[1], said?.indices?.[2]];
  if (said && surname && given) {
    const [family, own] = [draft.plain.slice(...surname), draft.plain.slice(...given)];
    const repeats = own.startsWith(family) && own.length > family.length;
    const name = (repeats ? '' : draft.clean.slice(...surname)) + draft.clean.slice(...given);
    if (
      !isOtherWord(own) &&
      !isShortForm(own) &&
      !isPhrase(own) &&
      takeIfName(draft, name, said.index, said.index + said[0].length)
    )
      return true;
  }
  const apart = APART.exec(draft.plain);
  if (!apart || !/^[^,]*(?:个字|名|叫|姓|是)?[\s:,]*$/u.test(draft.plain.slice(0, apart.index))) return false;
  const name = draft.clean.slice(apart.index, apart.index + apart[0].length).replace(/[^\p{Unified_Ideograph}]/gu, '');
  return hasSurname(name) && takeIfName(draft, name, apart.index, draft.plain.length);
}

/** Before a character that was typed by mistake: 打成了远方的远. */
const MISTYPED = /[打写填输弄按]成了?$/u;

/** Takes explanations out, so that 茉莉的莉 is read as no name, and says what they explain. */
export function takeExplanations(draft: Draft): Spelled {
  const spans = explanationsIn(draft.plain);
  const { clean } = draft;
  let characters = '';
  let before = '';
  for (const { start, end, characterAt } of spans) {
    const text = clean.slice(start, end);
    const isWrong = draft.plain.slice(Math.max(0, start - 1), start + 1) === '不是';
    const rejected = isWrong || MISTYPED.test(draft.plain.slice(Math.max(0, start - 4), start));
    draft.take(isWrong ? start - 1 : start, end);
    if (rejected) continue;
    const character = clean.charAt(characterAt);
    // 弓长张，张伟的张 explains one character twice.
    if (!characters.endsWith(character) || text === before) characters += character;
    before = text;
  }
  const [start, end] = [spans[0]?.start ?? 0, spans.at(-1)?.end ?? 0];
  return { text: clean.slice(start, end), characters, start, end };
}

/** Takes the name that the explanations spell, with a surname said beside them. False if it is not complete. */
export function takeSpelled(draft: Draft, { characters, start, end }: Spelled): boolean {
  if (characters === '') return false;
  const span = SURNAME_ALONE.exec(draft.plain)?.indices?.[1];
  const surname = span ? draft.clean.slice(...span) : '';
  const name = characters.startsWith(surname) ? characters : surname + characters;
  const complete = hasCompoundSurname(name) ? name.length > 2 : name.length > 1 && hasSurname(name);
  return complete && takeIfName(draft, name, start, end);
}

/** Whether the explanations speak of this name; of 张伟国 耳东陈 does not. */
export const fits = ({ characters }: Spelled, name: string): boolean =>
  [...characters].every((character) => name.includes(character));

function takeIfName(draft: Draft, name: string, start: number, end: number): boolean {
  const verdict = judgeName(name, simplify(name), 'announced');
  if (verdict.is !== 'name') return false;
  draft.find('name', verdict.name, start, end);
  return true;
}
