import { hasCompoundSurname, hasSurname, isTranscribed } from '../../words/nameWords';
import type { Draft } from '../draft';
import { judgeName } from './nameCandidate';

const LATIN_NAME = /^[a-z][a-z'-]{0,24}(?:[ .][a-z][a-z'.-]{0,24}){0,3}$/;
const LATIN_WORD =
  /^(?:ok|okay|yes|no|y|n|hi|hello|hey|help|bye|thanks?|thank you|stop|quit|exit|wx|vx|id|sfz|none|null|test|start|menu|human|agent)$/;
const OTHER_SCRIPT =
  /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Tibetan}\p{Script=Arabic}\p{Script=Hangul}\p{Script=Mongolian}\p{Co} ·・]{2,40}$/u;
const SPOILT = /^\p{Unified_Ideograph}{1,4}[\d*@#$%&+=_][\da-z*@#.]{0,8}\p{Unified_Ideograph}{0,2}$/u;
/** Parts with something else than a dot between them. */
const IN_PARTS = /^\p{Unified_Ideograph}{2,9}(?:[ \t,，。、.\p{Pd}_/|]{1,3}\p{Unified_Ideograph}{2,9}){1,3}$/u;
/** A full stop may be the dot itself. */
const WITH_FULL_STOPS = /^[\p{Unified_Ideograph}.]+$/u;
const BETWEEN_PARTS = /[^\p{Unified_Ideograph}]+/u;
const PRIVATE_USE = /^[\p{Unified_Ideograph}\p{Co}]{1,6}$/u;
const SINGLY_SPACED = /^\p{Unified_Ideograph}(?: {1,3}\p{Unified_Ideograph}){1,3}$/u;
const SPACED_ONCE = /^\p{Unified_Ideograph}{1,2} {1,3}(?![男女]$)\p{Unified_Ideograph}{1,2}$/u;
/** Words that count the characters of a name: 三个字：欧阳 娜. */
const COUNTED = /^(?:我?的?(?:名字|姓名)?(?:是|叫)?)?[两二三四]个字[是:,， ]*/u;
const OUTER_MARKS = /^[\s"'“”‘’【[(<《]+|[\s"'“”‘’】\])>》,，。.!！?？~、;；]+$/gu;

/**
 * Reads a whole message as a name in an unusual form: with spaces (张 三), or as a near miss (阿依古丽 买买提, Zhang Wei, 张*). False if it
 * is none of these.
 */
export function takeWholeName(draft: Draft): boolean {
  const text = draft.clean.replace(OUTER_MARKS, '').replace(COUNTED, '');
  const joined = joinSpaced(text);
  if (joined !== undefined) return takeJoined(draft, joined);
  if (isOddlyWritten(text, draft.plain.trim())) draft.miss('name', text);
  else if (isInParts(text)) draft.miss('name', text.split(BETWEEN_PARTS).join(' '));
  else return false;
  return true;
}

/** The name without spaces (张 三, 欧阳 娜娜); undefined for another text. */
function joinSpaced(text: string): string | undefined {
  const joined = text.replace(/ +/g, '');
  if (SINGLY_SPACED.test(text)) return joined;
  if (!SPACED_ONCE.test(text)) return undefined;
  const [first = '', second = ''] = text.split(/ +/);
  return hasCompoundSurname(first) || first.length === 1 || second.length === 1 ? joined : undefined;
}

function takeJoined(draft: Draft, joined: string): boolean {
  const verdict = judgeName(joined, joined, 'asked');
  if (verdict.is !== 'name') return false;
  draft.find('name', verdict.name, 0, draft.clean.length);
  return true;
}

function isOddlyWritten(text: string, plain: string): boolean {
  if (LATIN_NAME.test(plain)) return !LATIN_WORD.test(plain);
  if (OTHER_SCRIPT.test(text)) return true;
  return (SPOILT.test(text) && hasSurname(text)) || (PRIVATE_USE.test(text) && /\p{Co}/u.test(text));
}

/** Whether a space or a hyphen stands where a card has a dot: 阿依古丽 买买提. Not so for a Chinese name with a note behind it. */
function isInParts(text: string): boolean {
  if (!IN_PARTS.test(text) || WITH_FULL_STOPS.test(text)) return false;
  const parts = text.split(BETWEEN_PARTS);
  if (/[^\p{Unified_Ideograph} \t]/u.test(text)) return parts.every((part) => isTranscribed(part));
  const [first = ''] = parts;
  if (parts.join('').length < 5 || (hasSurname(first) && first.length <= 3)) return false;
  return parts.every((part) => judgeName(part, part, 'asked').is === 'name');
}
