import type { EntitySlot } from '../../types';

const ID_WORD =
  '身份证(?:号码?|件)?|证件(?:号码?)?|身份号码?|二代证|sfz(?:h|号码?)?|(?<![a-z])id(?:card|no|号码?)?|证号|公民身份号码';
const PHONE_WORD =
  '手机(?:号码?)?|电话(?:号码?)?|联系(?:方式|电话)|移动电话|(?<![a-z])(?:tel|phone|mobile|sjh?|dh)|号码';
const CHANGED = '(?:改|换|更新|更正|变更|修改)(?:成|为|到)|(?:应该|应当|其实)是';
const NAMED = new RegExp(
  `(?:(${ID_WORD})|(${PHONE_WORD}))(?:的|是|为|号|码|后四位|后六位|尾号|[:=\\s(]|就是|${CHANGED}){0,3}$`,
);

/** The slot named directly before a position, e.g. by 身份证号： or tel; undefined for none. */
export function slotNamedBefore(plain: string, start: number): EntitySlot | undefined {
  const match = NAMED.exec(plain.slice(Math.max(0, start - 16), start));
  if (!match) return undefined;
  return match[1] ? 'idNumber' : 'phone';
}

const REJECTED_BEFORE =
  /(?:(?<!是)不是|(?:不用|别用|(?<!要)不要用?)(?!\s)|把|将|(?:原来|之前|以前|原先|刚才|刚刚|旧)(?:的|填|写|发|留|输)*(?:的|是)?)(?:旧|老|原来)?的?(?:手机|电话|号码|身份证|证件|微信|邮箱|号|码|那个|这个|的|是|:|\s){0,4}$/;
const REJECTED_AFTER =
  /^[\s,，、。的]*(?:(?:这|那|是)?(?:个|错)?(?:手机|电话|身份证)?(?:号码?)?)?[\s,，]*(?:已经|是|都|也|我)*(?:不用了?|不要了?|不对|不正确|不使用|错的?|错误|打错|写错|填错|输错|发错|作废|停用|停机|注销|换了|换成|换为|改成|改为|更正为|有误|没用了|弃用|丢了|不是我的)/;

/** The next item of a list of corrections: …，手机改成139…. */
const NEXT_ITEM =
  /^[\s,，;；、。]+(?:我的?)?(?:手机|电话|号码|身份证|证件|名字|姓名|微信|邮箱|联系)[^,，\d]{0,4}(?:改|换|更正)/;

/** Whether the number at a position is named as the wrong one: 不是138…, 138…不用了, 把138…改成139…. */
export function isNegatedNumber(plain: string, start: number, end: number): boolean {
  const after = plain.slice(end, end + 20);
  if (REJECTED_AFTER.test(after) && !NEXT_ITEM.test(after)) return true;
  const before = REJECTED_BEFORE.exec(plain.slice(Math.max(0, start - 20), start));
  if (!before) return false;
  return !/^(?:刚才|刚刚|原来|之前|以前|原先)/.test(before[0]) || /填|写|发|留|输|的|是/.test(before[0]);
}
