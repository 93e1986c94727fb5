import { ENGLISH_WORDS } from '../words/englishWords.data';
import type { Draft } from './draft';
import { isNegatedNumber } from './numbers/numberContext';

const HAS_LATIN = /[a-z]/;
const ID = '[a-z][a-z0-9_-]{5,19}(?![a-z0-9_.@-])';
const LABEL = '(?:微信|威信|薇信|(?<![a-z])(?:wx|vx|v信|weixin|wechat|v(?=[ :]))(?![_-]))';
const AFTER_LABEL = '( ?(?:号码?|id|账号|帐号|名)?(?: is )?[\\s:=,是为叫换改成用错了不对有误应该更正(]{0,8})';
const LABELLED = new RegExp(`${LABEL}${AFTER_LABEL}(${ID})`, 'd');
const LABELLED_WRONG = new RegExp(
  `${LABEL}${AFTER_LABEL}([a-z0-9_][a-z0-9_.-]{1,30}(?: [a-z][a-z0-9_.-]{0,20})?)`,
  'd',
);
/** Words between a label and its value that leave no doubt: 微信号, 微信是, wx: */
const SURE_LINK = /[号:=是为叫成]|id|账|帐| is /;
const WXID = /(?<![a-z0-9_])wxid_[a-z0-9]{6,15}(?![a-z0-9_])/;
const BARE = new RegExp(`^[\\s,.;:。*]*(${ID})[\\s,.;:。!~]*$`, 'd');
/** Meant as a WeChat ID where a contact is asked for, but too short, or with dots, spaces or a wrong first character. */
const BARE_WRONG = /^\s*[a-z_-][a-z0-9_.-]{1,24}(?: [a-z0-9_.-]{1,24})?\s*$/;
/** An ID without a label: letters with a digit or an underscore, so no English word. */
const DISTINCT = /(?<![a-z0-9_.@-])(?=[a-z][a-z_-]{0,18}[\d_])[a-z][a-z0-9_-]{5,19}(?![a-z0-9_.@-])/;
/** Kinds of phones and programs: iphone15, windows11, p40. */
const DEVICE =
  /^(?:iphone|ipad|ios|huawei|mate|nova|honor|xiaomi|redmi|mi|oppo|reno|find|vivo|galaxy|samsung|android|windows|win|miui|version|ver|v)[-_ ]?\d{1,4}(?:pro|max|plus|s|se|ultra|x)*$/;
const OWN_WORDS = /[\s,.;:。!~、的我你加呀啊哦吧哈谢]/g;

const WHOLE_ID = new RegExp(`^${ID}$`);

const NAMES_WECHAT = /微信|wx|vx|同[号步]/;
/** The phone number is the WeChat ID too: 微信同号, 微信跟手机号一样, 手机号就是微信. */
const SAME_AS_PHONE = [
  /(?:^|微信|wx|vx)号?(?:也|就|都|是)*同(?:号|步)/,
  /(?:微信|wx|vx)(?:号码?)?(?:也|就|都)?(?:是|和|跟|与|同)(?:我的?)?(?:手机|电话)号?码?(?:一样|同号|一个号?|是?同一个)?的?[\s,。.!啊呀哦]*$/,
  /^\s*(?:我的?)?(?:手机|电话)号?码?(?:也|就|都)?(?:是|和|跟|与|同)(?:我的?)?微信号?码?(?:一样|同号|一个号?|是?同一个)?的?[\s,。.!啊呀哦]*$/,
];

/** Takes a WeChat ID out (6 to 20 characters, a letter first). Must run after phone numbers: 微信138… is a phone number. */
export function takeWechatId(draft: Draft): void {
  if (noteSameAsPhone(draft)) return;
  const { plain, pending } = draft;
  if (!HAS_LATIN.test(plain)) return;
  const contactPending = pending === 'contact' || pending === 'phone' || pending === 'confirm';
  const generated = WXID.exec(plain);
  if (generated) return take(draft, generated.index, generated.index + generated[0].length);
  if (takeLabelled(draft, contactPending)) return;
  const bare = contactPending ? BARE.exec(plain)?.indices?.[1] : undefined;
  if (bare && !isOrdinary(plain.slice(...bare))) return take(draft, ...bare);
  if (pending === 'contact' && BARE_WRONG.test(plain) && !isOrdinary(plain.trim())) {
    draft.miss('wechatId', draft.clean.trim());
    return draft.take(0, plain.length);
  }
  const distinct = contactPending || draft.findings.length > 0 ? DISTINCT.exec(plain) : null;
  if (distinct && !isOrdinary(distinct[0])) take(draft, distinct.index, distinct.index + distinct[0].length);
}

/** Takes an ID or a near miss behind a label. The label alone makes no ID of a Latin word: 微信 app, 微信 pay. */
function takeLabelled(draft: Draft, contactPending: boolean): boolean {
  const { plain } = draft;
  const match = LABELLED.exec(plain) ?? LABELLED_WRONG.exec(plain);
  const [link, value] = [match?.[1] ?? '', match?.indices?.[2]];
  if (!match || !value) return false;
  const text = plain.slice(...value);
  const sure = SURE_LINK.test(link);
  const rest = (plain.slice(0, match.index) + plain.slice(value[1])).replace(OWN_WORDS, '').replaceAll('\0', '');
  const looksLikeId = /[\d_]/.test(text) && !DEVICE.test(text);
  if (!looksLikeId && (isWord(text) || !(sure || (rest === '' && !DEVICE.test(text))))) return false;
  if (WHOLE_ID.test(text)) take(draft, ...value);
  else if (contactPending || sure || rest === '') {
    draft.miss('wechatId', draft.clean.slice(...value));
    draft.take(...value);
  } else return false;
  return true;
}

/** Whether words are English or a device, and no ID: submit, help me, iphone15. */
const isOrdinary = (text: string): boolean => DEVICE.test(text) || isWord(text);

const isWord = (text: string): boolean => text.split(/[ .-]+/).some((word) => ENGLISH_WORDS.has(word));

/** Notes that the phone number is the WeChat ID too, where no phone number stands beside it. */
function noteSameAsPhone(draft: Draft): boolean {
  const asked = draft.pending === 'contact' || draft.pending === 'phone' || draft.pending === 'confirm';
  const match =
    asked && NAMES_WECHAT.test(draft.plain) ? SAME_AS_PHONE.map((form) => form.exec(draft.plain)).find(Boolean) : null;
  if (!match || draft.valueOf('phone') !== undefined || draft.nearMisses.some(({ slot }) => slot === 'phone'))
    return false;
  draft.miss('wechatId', '微信同手机号');
  draft.take(match.index, match.index + match[0].length);
  return true;
}

function take(draft: Draft, start: number, end: number): void {
  draft.find('wechatId', draft.clean.slice(start, end), start, end, isNegatedNumber(draft.plain, start, end));
}
