import type { Draft } from '../draft';
import { judgeName, withNameDots, type NameVerdict, type Setting } from './nameCandidate';
import { nameRuns, type NameRun } from './nameRuns';
import { fits, takeExplanations, takeSaidInParts, takeSpelled, type Spelled } from './spelled';
import { takeTwoPersons } from './twoPersons';
import { takeWholeName } from './wholeName';
import { closeHan } from '../../text/text';
import { hasSurname, readsAsSentence } from '../../words/nameWords';

const HAS_LETTER = /[^\0-\x7f、。《》「」【】]/u;
/** Words about the product or the procedure: a message with them is no mere answer to the question for a name. */
const TALK =
  /开通|分付|额度|限额|还款|还清|借|贷|利息|日息|月息|逾期|支付|付款|收款|收钱|扣款|退款|转账|到账|账|绑|怎么|怎样|咋|什么|啥|为何|多少|多久|几[天时点号期]|吗|\?|能不能|能否|可以|如何|密码|信用卡|商家|卖家|顾客|记录|致电|需要|平台|二维码|扫码|短信|客服|人工|申请(?!人)|审核|通过|显示|更换|设置|建议|图标|失效|赶紧|功能|服务|使用|号码|银行/;
/** The keyword may stand before a name. */
const KEYWORD = /^(?:我?(?:要|想))?(?:申请)?开通分付/;
/** A name with a question whether it will do: 张伟国可以吗. */
const MAY_I = /(?<=^\s*[\p{Unified_Ideograph}·]{2,12})(?:可以|行|对)(?:吗|吧|么|不)[?\s]*$/u;
/** Surname and given name apart: 姓：张 名：伟国. */
const PARTED =
  /姓[:是] ?(\p{Unified_Ideograph}{1,2})[\s,;、]{0,3}名(?:字)?[:是] ?(\p{Unified_Ideograph}{1,2})(?!\p{Unified_Ideograph})/du;
/** Longest message in which an odd run of characters is a near miss, in UTF-16 units. */
const MAX_ODD = 30;
/** Words that announce a name. */
const ANNOUNCING = /叫|名|本人|申请人|联系人|收件人|我是|这[里边]是|在下|敝人/;
const CORRECTING =
  /不是|错|改|更正|应该|^\s*\*|字旁|换成|→|[-=]>|以前|曾用名|纠正|不叫|不对|才对|旁的|木子|弓长|立早|耳东|口天|双木|言午|古月/;
/** Occurs in every match of CORRECTING; a class is found faster than words. */
const MAY_CORRECT = /[不错改更应*旁换→>以曾纠才木弓立耳口双言古]/;

/** A name alone; at a confirmation it is a wish to change it. */
const NOTHING_ELSE = /^\s*[\p{Unified_Ideograph}·]{2,12}[\s。.!~]*$/u;

interface Candidate {
  run: NameRun;
  verdict: NameVerdict;
}

/**
 * Takes the name out. Must run after other values were taken out. Where a name is asked for, any plausible Han name counts; elsewhere it must be announced (我叫, 姓名：),
 * or stand beside another value and begin with a surname.
 */
export function takeName(draft: Draft): void {
  const wanted = draft.pending === 'name';
  if (!wanted && !HAS_LETTER.test(draft.plain)) return;
  const correcting = MAY_CORRECT.test(draft.plain) && CORRECTING.test(draft.plain);
  const freely = wanted || correcting || standsBesideValues(draft);
  if (!freely && !ANNOUNCING.test(draft.plain)) return;
  if (takeParted(draft) || (!correcting && takeTwoPersons(draft)) || takeSaidInParts(draft)) return;

  const spelled = takeExplanations(draft);
  const asked = wanted && !TALK.test(closeHan(draft.plain.replace(KEYWORD, '').replace(MAY_I, '')));
  if (asked && takeWholeName(draft)) return;
  const setting: Setting | undefined = asked
    ? MAY_I.test(draft.plain)
      ? 'among'
      : 'asked'
    : freely
      ? 'free'
      : undefined;
  const candidates = candidatesOf(draft, setting, wanted && !correcting && !standsBesideValues(draft));
  for (const { run, verdict } of candidates) {
    if (verdict.is === 'name' && run.negated) {
      draft.findings.push({ slot: 'name', value: verdict.name, start: run.start, negated: true });
    }
  }
  const best = bestOf(draft, candidates, correcting);
  if (best) takeBest(draft, best, spelled);
  else if (!takeSpelled(draft, spelled)) noteNearMisses(draft, candidates, spelled);
}

function takeParted(draft: Draft): boolean {
  const match = PARTED.exec(draft.plain);
  const [surname, given] = [match?.indices?.[1], match?.indices?.[2]];
  if (!match || !surname || !given) return false;
  const name = draft.clean.slice(...surname) + draft.clean.slice(...given);
  draft.find('name', name, match.index, match.index + match[0].length);
  return true;
}

const standsBesideValues = (draft: Draft): boolean =>
  draft.findings.length + draft.nearMisses.length > 0 ||
  (draft.pending === 'confirm' && NOTHING_ELSE.test(draft.plain));

/** @param mayTalk where something else is talked about (哪些卡不能用来还), only what stands apart is a name (张伟国，利息多少) */
function candidatesOf(draft: Draft, general: Setting | undefined, mayTalk: boolean): Candidate[] {
  const runs = nameRuns(draft.plain);
  const talks = mayTalk && (general === 'free' || runs.some((run) => isSentence(draft.plain, run)));
  return runs.flatMap((run) => {
    if (talks && !run.announced && !standsApart(draft.plain, run)) return [];
    const setting = settingOf(run, general);
    if (!setting) return [];
    const verdict = judgeName(draft.clean.slice(run.start, run.end), draft.plain.slice(run.start, run.end), setting);
    return [{ run, verdict }];
  });
}

function isSentence(plain: string, { start, end, announced }: NameRun): boolean {
  const text = withNameDots(plain.slice(start, end));
  return !announced && text.length > 2 && !text.includes('·') && readsAsSentence(text);
}

/** Whether a run comes first, or is a clause by itself. */
const standsApart = (plain: string, { start, end }: NameRun): boolean =>
  /^[^\p{L}\p{N}]*$/u.test(plain.slice(0, start)) ||
  (/[,.。!?;:\n]\s*$/.test(plain.slice(0, start)) && /^\s*(?:$|[,.。!?;:\n])/.test(plain.slice(end)));

function settingOf(run: NameRun, general: Setting | undefined): Setting | undefined {
  if (run.announced) return 'announced';
  if (!run.bounded) return undefined;
  if (general === 'asked') return run.alone ? 'asked' : 'among';
  return general ?? (run.introduced ? 'free' : undefined);
}

interface Best {
  run: NameRun;
  name: string;
}

/** The most likely name: of equals the first, in a correction the last. */
function bestOf(draft: Draft, candidates: readonly Candidate[], correcting: boolean): Best | undefined {
  let best: (Best & { weight: number }) | undefined;
  for (const { run, verdict } of candidates) {
    if (verdict.is !== 'name' || run.negated) continue;
    const surname = hasSurname(draft.plain.slice(run.start, run.end));
    const dotted = verdict.name.includes('·');
    const weight = (run.announced ? 4 : 0) + (run.introduced ? 2 : 0) + (dotted ? 3 : 0) + (surname ? 1 : 0);
    const better = !best || weight > best.weight || (correcting && weight === best.weight);
    if (better) best = { run, name: verdict.name, weight };
  }
  return best;
}

/** Takes a name beside the explanations of its characters; one of which they do not speak is a near miss (王超，朝阳的朝). */
function takeBest(draft: Draft, { run, name }: Best, spelled: Spelled): void {
  const completed = spelled.characters + name;
  if (fits(spelled, name)) draft.find('name', name, run.start, run.end);
  else if (!hasSurname(name) && hasSurname(completed) && spelled.characters.length === 1)
    draft.find('name', completed, run.start, run.end);
  else draft.miss('name', spelled.text);
}

/** Notes near misses: 张先生, 王, 茉莉的莉. */
function noteNearMisses(draft: Draft, candidates: readonly Candidate[], spelled: Spelled): void {
  if (spelled.text !== '') draft.miss('name', spelled.text);
  const letters = [...draft.plain.matchAll(/\p{Unified_Ideograph}/gu)].length;
  for (const { run, verdict } of candidates) {
    const odd = verdict.is === 'odd' && draft.plain.length <= MAX_ODD;
    const piece = run.end - run.start === 1 && letters > 1 && !run.announced;
    if (verdict.is === 'short_form' || (odd && !piece)) draft.miss('name', draft.clean.slice(run.start, run.end));
  }
}
