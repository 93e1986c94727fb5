import type { Draft } from './draft';
import { judgeName, withNameDots, type Setting } from './nameCandidate';
import { nameRuns, type NameRun } from './nameRuns';
import { hasSurname } from '../nameWords';

const HAS_LETTER = /[^\0-\x7f、。《》「」【】]/u;
const LATIN_NAME = /^[a-z][a-z'-]{0,24}(?:[ .][a-z][a-z'.-]{0,24}){0,3}$/;
const LATIN_WORD = /^(?:ok|okay|yes|no|y|n|hi|hello|hey|help|bye|thanks?|thank you|stop|quit|exit|wx|vx|id|sfz|none|null|test|start|menu|human|agent)$/;
const OTHER_SCRIPT = /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Tibetan}\p{Script=Arabic}\p{Script=Hangul}\p{Script=Mongolian}\p{Co} ·・]{2,40}$/u;
const SPOILT = /^\p{Unified_Ideograph}{1,4}[\d*＊]{1,3}\p{Unified_Ideograph}{0,2}$/u;
const SPACED = /^(\p{Unified_Ideograph}{2,8})[ \t]{1,3}(\p{Unified_Ideograph}{2,8})$/u;
const PRIVATE_USE = /^[\p{Unified_Ideograph}\p{Co}]{1,6}$/u;
const CORRECTING = /不是|错|改|更正|应该|^\s*\*|字旁|换成|纠正|不叫|旁的/;

/**
 * Takes the name from what the other searches left (domain rule 6). Where the name was asked for, any plausible Han name counts; where
 * it was not, it must be announced (我叫, 姓名：) or stand beside another value and begin with a surname.
 */
export function takeName(draft: Draft): void {
  if (!HAS_LETTER.test(draft.plain) && draft.pending !== 'name') return;
  const asked = draft.pending === 'name';
  if (asked && takeWhole(draft)) return;
  const freely = asked || draft.findings.length + draft.nearMisses.length > 0 || (draft.pending === 'confirm' && draft.plain.length <= 24);
  const correcting = CORRECTING.test(draft.plain);
  let best: { run: NameRun; name: string; weight: number } | undefined;
  for (const run of nameRuns(draft.plain)) {
    const setting = settingOf(run, asked, freely, correcting);
    if (!setting) continue;
    const verdict = judgeName(draft.clean.slice(run.start, run.end), draft.plain.slice(run.start, run.end), setting);
    if (verdict.is === 'name' && run.negated) {
      draft.findings.push({ slot: 'name', value: verdict.name, start: run.start, negated: true });
    } else if (verdict.is === 'name') {
      const weight = (run.announced ? 4 : 0) + (run.introduced ? 2 : 0) + (hasSurname(draft.plain.slice(run.start)) ? 1 : 0);
      if (!best || weight > best.weight || (correcting && weight === best.weight)) best = { run, name: verdict.name, weight };
    } else if (verdict.is !== 'nothing') {
      draft.miss('name', draft.clean.slice(run.start, run.end));
    }
  }
  if (best) draft.find('name', best.name, best.run.start, best.run.end);
}

function settingOf(run: NameRun, asked: boolean, freely: boolean, correcting: boolean): Setting | undefined {
  if (run.announced) return 'announced';
  if (asked) return 'asked';
  return run.introduced || freely || correcting ? 'free' : undefined;
}

/** The whole message is the name, or what the card does not show as one: 张 三, 阿依古丽 买买提, Zhang Wei, 张*. */
function takeWhole(draft: Draft): boolean {
  const text = draft.clean.replace(/^[\s"'“”‘’【[(<《]+|[\s"'“”‘’】\])>》,，。.!！?？~、;；]+$/gu, '');
  const plain = draft.plain.trim();
  const spaced = SPACED.exec(text);
  if (/^\p{Unified_Ideograph} {1,3}\p{Unified_Ideograph}{1,2}$/u.test(text) || /^\p{Unified_Ideograph}{2} {1,3}\p{Unified_Ideograph}$/u.test(text)) {
    return takeIf(draft, text.replaceAll(' ', ''));
  }
  if (LATIN_NAME.test(plain) ? !LATIN_WORD.test(plain) : OTHER_SCRIPT.test(text) || SPOILT.test(text) || isPrivateUse(text)) {
    draft.miss('name', text);
    return true;
  }
  if (spaced && text.length >= 6 && !hasSurnameAlone(spaced[1] ?? '') && judgeName(spaced[1] ?? '', spaced[1] ?? '', 'asked').is === 'name' && judgeName(spaced[2] ?? '', spaced[2] ?? '', 'asked').is === 'name') {
    draft.miss('name', text);
    return true;
  }
  return false;
}

const isPrivateUse = (text: string): boolean => PRIVATE_USE.test(text) && /\p{Co}/u.test(text);
const hasSurnameAlone = (text: string): boolean => hasSurname(text) && text.length <= 3;

function takeIf(draft: Draft, text: string): boolean {
  const verdict = judgeName(text, text, 'asked');
  if (verdict.is !== 'name') return false;
  draft.find('name', withNameDots(verdict.name), 0, draft.clean.length);
  return true;
}
