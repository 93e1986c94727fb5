import type { Draft } from './draft';
import { isNegatedNumber } from './numbers/numberContext';

const HAS_LATIN = /[a-z]/;
const ID = '[a-z][a-z0-9_-]{5,19}(?![a-z0-9_.@-])';
const LABEL = '(?:微信|威信|薇信|(?<![a-z])(?:wx|vx|v信|weixin|wechat|v(?=[ :]))(?![_-]))';
const AFTER_LABEL = '(?: ?(?:号码?|id|账号|帐号|名))?[\\s:=,是为叫换改成用错了不对有误应该更正(]{0,8}';
const LABELLED = new RegExp(`${LABEL}${AFTER_LABEL}(${ID})`, 'd');
const LABELLED_WRONG = new RegExp(
  `${LABEL}${AFTER_LABEL}([a-z0-9_][a-z0-9_.-]{1,30}(?: [a-z][a-z0-9_.-]{0,20})?)`,
  'd',
);
const WXID = /(?<![a-z0-9_])wxid_[a-z0-9]{6,15}(?![a-z0-9_])/;
const BARE = new RegExp(`^[\\s,.;:。*]*(${ID})[\\s,.;:。!~]*$`, 'd');
/** Meant as a WeChat ID where a contact is asked for, but too short, or with dots, spaces or a wrong first character. */
const BARE_WRONG = /^\s*[a-z_-][a-z0-9_.-]{1,24}(?: [a-z0-9_.-]{1,24})?\s*$/;
const COMMON_WORD =
  /^\s*(?:ok|okay|yes|no|hi|hello|hey|help|bye|thanks?|thank you|wx|vx|qq|id|email|phone|tel|stop|quit|exit|back|skip|cancel|restart|human|agent)\s*$/;
/** An ID without a label: letters with a digit or an underscore, so no English word. */
const DISTINCT = /(?<![a-z0-9_.@-])(?=[a-z][a-z_-]{0,18}[\d_])[a-z][a-z0-9_-]{5,19}(?![a-z0-9_.@-])/;

/** Takes a WeChat ID out (6 to 20 characters, a letter first). Must run after phone numbers: 微信138… is a phone number. */
export function takeWechatId(draft: Draft): void {
  const { plain, pending } = draft;
  if (!HAS_LATIN.test(plain)) return;
  const contactPending = pending === 'contact' || pending === 'phone' || pending === 'confirm';
  const generated = WXID.exec(plain);
  if (generated) return take(draft, generated.index, generated.index + generated[0].length);
  const labelled = LABELLED.exec(plain)?.indices?.[1];
  if (labelled) return take(draft, ...labelled);
  const wrong = LABELLED_WRONG.exec(plain)?.indices?.[1];
  if (wrong) {
    draft.miss('wechatId', draft.clean.slice(...wrong));
    return draft.take(...wrong);
  }
  const bare = contactPending ? BARE.exec(plain)?.indices?.[1] : undefined;
  if (bare) return take(draft, ...bare);
  if (pending === 'contact' && BARE_WRONG.test(plain) && !COMMON_WORD.test(plain)) {
    draft.miss('wechatId', draft.clean.trim());
    return draft.take(0, plain.length);
  }
  const distinct = contactPending || draft.findings.length > 0 ? DISTINCT.exec(plain) : null;
  if (distinct) take(draft, distinct.index, distinct.index + distinct[0].length);
}

function take(draft: Draft, start: number, end: number): void {
  draft.find('wechatId', draft.clean.slice(start, end), start, end, isNegatedNumber(draft.plain, start, end));
}
