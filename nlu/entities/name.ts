import type { Draft } from './draft';
import { judgeName, withNameDots, type Setting } from './nameCandidate';
import { nameRuns, type NameRun } from './nameRuns';
import { hasSurname } from '../nameWords';

const HAS_LETTER = /[^\0-\x7f、。《》「」【】]/u;
const LATIN_NAME = /^[a-z][a-z'-]{0,24}(?:[ .][a-z][a-z'.-]{0,24}){0,3}$/;
const LATIN_WORD =
  /^(?:ok|okay|yes|no|y|n|hi|hello|hey|help|bye|thanks?|thank you|stop|quit|exit|wx|vx|id|sfz|none|null|test|start|menu|human|agent)$/;
const OTHER_SCRIPT =
  /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Tibetan}\p{Script=Arabic}\p{Script=Hangul}\p{Script=Mongolian}\p{Co} ·・]{2,40}$/u;
const SPOILT = /^\p{Unified_Ideograph}{1,4}[\d*@#$%&+=_][\da-z*@#.]{0,8}\p{Unified_Ideograph}{0,2}$/u;
const SPACED = /^(\p{Unified_Ideograph}{2,8})[ \t]{1,3}(\p{Unified_Ideograph}{2,8})$/u;
const PRIVATE_USE = /^[\p{Unified_Ideograph}\p{Co}]{1,6}$/u;
/** Talk about the product or the procedure: a message that holds it is no bare answer to the question for a name. */
const TALK =
  /开通|分付|额度|限额|还款|还清|借|贷|利息|日息|月息|逾期|支付|付款|收款|收钱|扣款|退款|转账|到账|账|绑|怎么|怎样|咋|什么|啥|为何|多少|多久|几[天时点号期]|吗|\?|能不能|能否|可以|如何|密码|信用卡|商家|卖家|顾客|记录|致电|需要|平台|二维码|扫码|短信|客服|人工|申请(?!人)|审核|通过|显示|更换|设置|建议|图标|失效|赶紧|功能|服务|使用|号码|银行/;
/** The keyword may well stand before a bare name. */
const KEYWORD = /^(?:我?(?:要|想))?(?:申请)?开通分付/;
/** A message without one of these announces nobody. */
const ANNOUNCING = /叫|名|本人|申请人|我是|这[里边]是|在下|敝人/;
const CORRECTING = /不是|错|改|更正|应该|^\s*\*|字旁|换成|纠正|不叫|旁的/;

/**
 * Takes the name from what the other searches left (domain rule 6). Where the name was asked for, any plausible Han name counts; where
 * it was not, it must be announced (我叫, 姓名：) or stand beside another value and begin with a surname.
 */
export function takeName(draft: Draft): void {
  if (draft.pending !== 'name' && !HAS_LETTER.test(draft.plain)) return;
  const wanted = draft.pending === 'name';
  const asked = wanted && !TALK.test(draft.plain.replace(KEYWORD, ''));
  if (asked && takeWhole(draft)) return;
  const freely =
    wanted ||
    draft.findings.length + draft.nearMisses.length > 0 ||
    (draft.pending === 'confirm' && draft.plain.length <= 24);
  const correcting = CORRECTING.test(draft.plain);
  if (!freely && !correcting && !ANNOUNCING.test(draft.plain)) return;
  let best: { run: NameRun; name: string; weight: number } | undefined;
  for (const run of nameRuns(draft.plain)) {
    const setting = settingOf(run, asked, freely, correcting);
    if (!setting) continue;
    const verdict = judgeName(draft.clean.slice(run.start, run.end), draft.plain.slice(run.start, run.end), setting);
    if (verdict.is === 'name' && run.negated) {
      draft.findings.push({ slot: 'name', value: verdict.name, start: run.start, negated: true });
    } else if (verdict.is === 'name') {
      const weight =
        (run.announced ? 4 : 0) + (run.introduced ? 2 : 0) + (hasSurname(draft.plain.slice(run.start)) ? 1 : 0);
      if (!best || weight > best.weight || (correcting && weight === best.weight))
        best = { run, name: verdict.name, weight };
    } else if (
      verdict.is === 'short_form' ||
      (verdict.is === 'odd' && (run.announced || run.bounded) && draft.plain.length <= 30)
    ) {
      draft.miss('name', draft.clean.slice(run.start, run.end));
    }
  }
  if (best) draft.find('name', best.name, best.run.start, best.run.end);
}

function settingOf(run: NameRun, asked: boolean, freely: boolean, correcting: boolean): Setting | undefined {
  if (run.announced) return 'announced';
  if (asked && run.bounded) return 'asked';
  return run.bounded && (run.introduced || freely || correcting) ? 'free' : undefined;
}

/** The whole message is the name, or what the card does not show as one: 张 三, 阿依古丽 买买提, Zhang Wei, 张*. */
function takeWhole(draft: Draft): boolean {
  const text = draft.clean.replace(/^[\s"'“”‘’【[(<《]+|[\s"'“”‘’】\])>》,，。.!！?？~、;；]+$/gu, '');
  const plain = draft.plain.trim();
  const spaced = SPACED.exec(text);
  if (
    /^\p{Unified_Ideograph} {1,3}\p{Unified_Ideograph}{1,2}$/u.test(text) ||
    /^\p{Unified_Ideograph}{2} {1,3}\p{Unified_Ideograph}$/u.test(text)
  ) {
    return takeIf(draft, text.replaceAll(' ', ''));
  }
  if (
    LATIN_NAME.test(plain)
      ? !LATIN_WORD.test(plain)
      : OTHER_SCRIPT.test(text) || (SPOILT.test(text) && hasSurname(text)) || isPrivateUse(text)
  ) {
    draft.miss('name', text);
    return true;
  }
  if (
    spaced &&
    text.length >= 6 &&
    !hasSurnameAlone(spaced[1] ?? '') &&
    judgeName(spaced[1] ?? '', spaced[1] ?? '', 'asked').is === 'name' &&
    judgeName(spaced[2] ?? '', spaced[2] ?? '', 'asked').is === 'name'
  ) {
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
