import type { Draft } from '../entities/draft';
import type { Correction, EntitySlot, Pending } from '../types';

const STAR = /^\s*\*\s*\S/;
const FAULT =
  /(?:打|写|填|输|弄|搞|发|说|留|报|给)错|(?:打|写|填|输)(?:少|多|漏|反|串)了|(?:少|多|漏)(?:打|写|填|输)了|错[了啦]|是错的|不对|有误|不正确|更正|纠正|改成|改为|换成|换为|改一下|改下|要改|想改|换一个|换个|换一下|修改|不是这个|不是那个|字旁|偏旁|重发|重新(?:发|输|填|写|给(?!我(?:申|开|办))|报)|应该?是|应当是|应该?为|^改[:\s]|^(?:我|要|想|给|把|能|帮){0,3}改(?:一?下)?(?:我|的){0,2}(?:手机|电话|姓名|名字|身份证|微信号|邮箱|联系方式)|变了|换了/;
/** Arrow of a correction at a confirmation: 手机→139…. */
const ARROW = /→|[-=]>/;
/** Correction of some digits: 最后一位是X, 中间那个8改成3. The whole number is asked for again. */
const PARTIAL =
  /(?:最后|末尾?|第|倒数|中间|前面|后面|尾号?|前|后)(?:那个?|这个?|第?[一二三四五六七八九十两\d]{1,2})?(?:几?位|个|数字?)?.{0,3}(?:是|改成?|应该|换成|错|不对|为)/;
/** A question (手机号换了怎么办), unlike a correction (手机号换了). */
const QUESTION = /[?]|吗|怎么|怎样|如何|咋|哪|什么|能不能|可以|是否|能否|为什么|为啥|办/;
const PRODUCT =
  /分付|微信(?!号)|实名|绑|账号|帐号|验证码|额度|还款|放款|银行|[建工农中招交]行|利息|卡|密码|金额|商家|店铺|经营|征信|借款|开通|关闭|报错|预留/;

const SLOT_WORDS: [Correction['slot'], RegExp][] = [
  ['name', /姓名|名字|真名|大名/],
  ['idNumber', /身份证|证件|身份号|(?<![a-z])(?:sfz|id)(?![a-z])/],
  ['phone', /手机|电话|(?<![a-z])tel(?![a-z])/],
  ['wechatId', /微信|(?<![a-z])(?:wx|vx)(?![a-z])/],
  ['email', /邮箱|邮件|e-?mail/],
  ['contact', /联系方式|联系人?信息/],
];

/** Clause that says that an item is right: 名字没错，手机错了. */
const CONFIRMED = /[^,，。;\s]{0,8}(?:没错|没问题|对的|正确(?!吗)|不用改|不变)(?=[,，。;\s]|$)/g;

/** Corrections in a message. */
export interface Corrections {
  /** Something is said to be wrong; `corrections` may be empty. */
  said: boolean;
  corrections: Correction[];
}

/** Result for a message that corrects nothing. */
export const NO_CORRECTIONS: Corrections = { said: false, corrections: [] };

/** Reads corrections. @param plain the message before values were taken out of it */
export function readCorrections(plain: string, draft: Draft): Corrections {
  const rejected = new Set(draft.findings.filter((finding) => finding.negated).map((finding) => finding.slot));
  const star = STAR.test(plain);
  const fault = FAULT.test(plain) || (draft.pending === 'confirm' && ARROW.test(plain));
  const partial =
    draft.pending !== 'none' &&
    draft.pending !== 'consent' &&
    /\d|[xX一二三四五六七八九]/.test(plain) &&
    PARTIAL.test(plain);
  if (rejected.size === 0 && !star && !fault && !partial) return NO_CORRECTIONS;

  const values = draft.findings.filter(
    (finding) => !finding.negated && (rejected.size === 0 || rejected.has(finding.slot)),
  );
  if (values.length > 0) return { said: true, corrections: values.map(({ slot, value }) => ({ slot, value })) };
  if (star && draft.nearMisses.length === 0 && !fault) return NO_CORRECTIONS;
  if (
    rejected.size === 0 &&
    (PRODUCT.test(plain) || (draft.pending === 'none' && (plain.length > 16 || QUESTION.test(plain))))
  )
    return NO_CORRECTIONS;

  const slots = slotsWithoutValue(plain, draft, rejected);
  if (slots.size === 0 && partial) addPartialSlot(plain, draft, slots);
  if (slots.size === 0 && !partial && !isBareComplaint(plain, draft.pending)) return NO_CORRECTIONS;
  return { said: true, corrections: [...slots].map((slot) => ({ slot })) };
}

/** Words that relate a complaint to a form. */
const ABOUT_A_FORM = /填|写|输|信息|资料|^\s*(?:更正|纠正|错了|弄错|搞错|打错)/;

/** Whether a message says that something is wrong, but not what: 填错了, 信息有误. 不对 alone is a plain no. */
const isBareComplaint = (plain: string, pending: Pending): boolean =>
  plain.length <= 14 &&
  (pending !== 'none' || ABOUT_A_FORM.test(plain)) &&
  !QUESTION.test(plain) &&
  !/^\s*不对[\s。.!了的啊]*$/.test(plain);

function slotsWithoutValue(plain: string, draft: Draft, rejected: Set<EntitySlot>): Set<Correction['slot']> {
  const slots = new Set<Correction['slot']>([...rejected, ...draft.nearMisses.map((nearMiss) => nearMiss.slot)]);
  const doubted = plain.replace(CONFIRMED, '');
  for (const [slot, word] of SLOT_WORDS) if (word.test(doubted)) slots.add(slot);
  return slots;
}

function addPartialSlot(plain: string, draft: Draft, slots: Set<Correction['slot']>): void {
  if (/[x×]/i.test(plain) || draft.pending === 'idNumber') slots.add('idNumber');
  else if (draft.pending === 'phone') slots.add('phone');
}
