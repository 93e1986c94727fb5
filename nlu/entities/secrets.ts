import type { Pending, SecretKind } from '../types';
import type { Draft } from './draft';

/** Every secret holds one of these. */
const HAS_SECRET = /[\da-z零〇一二三四五六七八九幺]/;
const HAS_CUE = /码|卡|收到|数字|yzm|口令|cv[vc]|有效期|后三位|\bexp|pass|pwd|mima|otp|code|yan ?zheng ?ma|mi ?ma/;

const LINK = '(?:(?:还|就)?是|为|叫|改成|改为|设为|设成|设置为|[\\s:=,"\'“”‘’【\\[(])';
/** A year, a date, a sum or a time is no code: 验证码2026年…, 扣了5000元. */
const NO_CODE = '(?!-\\d| ?(?:年|月|元|块|万|秒|分钟|次))';
const DIGITS_4_TO_8 = `(?!(?:19|20)\\d\\d-\\d{1,2}-\\d)\\d(?:[ -]?\\d){3,7}(?![ -]?\\d)${NO_CODE}`;
const ANY_DIGIT = '[零〇一二三四五六七八九幺\\d]';
/** Repeated digits as they are spoken: 四个八六二一, 三个8加621. */
const COUNTED_DIGITS = `${ANY_DIGIT}{0,4}(?:[二两三四五六七八]个${ANY_DIGIT}[加和]?${ANY_DIGIT}{0,6}){1,3}`;
const CARD_WORD = '(?:卡号|(?:银行|工资|储蓄|借记|信用|[建工农招交]行)卡号?)';
const SPOKEN_DIGITS = '[零〇一二三四五六七八九幺]{4,8}(?![零〇一二三四五六七八九幺])';
const CODE_WORD =
  '(?:验证码|校验码|动态码|短信码|确认码|激活码|动态口令|短信口令|短信(?:上|里)?面?的?数字|[46]位数字|yzm|otp|code)';
/** Question about a password: a number behind it is no password (怎么修改密码 139…). */
const ASKING_BEFORE = '(?<=(?:怎么|如何|忘|修改|重置|找回|改)[^,。\\n]{0,12})';
const IDENTITY = '(?:1\\d{10}|\\d{17}[\\dx])(?![\\da-z])';
const EXPIRY = '(?:0?[1-9]|1[0-2]) ?[/\\-年.] ?(?:20)?\\d{2}';

/**
 * Secrets announced by a word. The group `secret` is taken out. Patterns are tried in order, each until it finds no more. They need a number
 * or Latin characters, so 密码忘了 and 收不到验证码 stay questions.
 */
const ANNOUNCED: { kind: SecretKind; pattern: RegExp }[] = [
  { kind: 'paymentCode', pattern: /(?:付款|支付|收付)码\D{0,4}(?<secret>\d(?:[ -]?\d){15,19}(?!\d))/d },
  { kind: 'code', pattern: new RegExp(`${CODE_WORD}\\D{0,6}?(?<secret>${DIGITS_4_TO_8})`, 'd') },
  { kind: 'code', pattern: new RegExp(`收到(?:了|过)?(?:一?[个条串]|短信)\\D{0,3}?(?<secret>${DIGITS_4_TO_8})`, 'd') },
  { kind: 'code', pattern: new RegExp(`(?:短信|信息)[^\\d\\n]{0,8}码[^\\d\\n]{0,6}?(?<secret>${DIGITS_4_TO_8})`, 'd') },
  { kind: 'code', pattern: new RegExp(`${CODE_WORD}${LINK}{0,3}(?<secret>${COUNTED_DIGITS})`, 'd') },
  { kind: 'code', pattern: new RegExp(`${CODE_WORD}${LINK}{0,3}(?<secret>${SPOKEN_DIGITS})`, 'd') },
  {
    kind: 'code',
    pattern: new RegExp(`${CODE_WORD}${LINK}{0,3}(?<secret>${ANY_DIGIT}{4,8}(?!${ANY_DIGIT}))${NO_CODE}`, 'd'),
  },
  {
    kind: 'code',
    pattern:
      /(?:验证|校验|确认)码(?:是|[: ]){1,3}(?<secret>(?=[a-z]{0,7}\d)[a-z\d]{4,8}(?![a-z\d]))(?! ?(?:年|月|元|块|秒|次))/d,
  },
  {
    kind: 'cvv',
    pattern:
      /(?:cv[vc]2?|安全码|后三码)(?:是|为|[\s:]){0,3}(?<secret>[零〇一二三四五六七八九幺]{3,4}|[三四]个[一二三四五六七八九\d])/d,
  },
  {
    kind: 'code',
    pattern: new RegExp(
      `(?<![\\da-z])(?<secret>${DIGITS_4_TO_8})(?:这|就|才)?(?:个|是|为)?(?:我的?|你们的?)?(?:短信)?(?:验证|校验)码`,
      'd',
    ),
  },
  {
    kind: 'cvv',
    pattern:
      /(?:cv[vc]2?|安全码|后三码|(?:卡背|背面|卡后)[^\d\n]{0,5}[三3]位(?:数字?|码)?)[^\d\n]{0,4}(?<secret>\d{3,4}(?!\d))/d,
  },
  { kind: 'cvv', pattern: /(?<!(?:身份证|证件|手机|电话)[^,。\n]{0,4})后三位(?:是|为|[\s:])?(?<secret>\d{3}(?!\d))/d },
  {
    kind: 'cvv',
    pattern: new RegExp(
      `(?:有效期|到期|\\bexp(?:iry|ires)?)[^\\d\\n]{0,4}(?<secret>${EXPIRY}(?!\\d)|\\d{4}(?!\\d))`,
      'd',
    ),
  },
  {
    kind: 'password',
    pattern: new RegExp(
      `(?:密码|口令|password|passwd|pwd|mi ?ma)${LINK}{0,4}(?!${ASKING_BEFORE}${IDENTITY})(?<secret>(?=[!-~]*[a-z0-9])[!-~]{3,40})`,
      'd',
    ),
  },
  { kind: 'password', pattern: new RegExp(`(?:密码|口令)${LINK}{0,3}(?<secret>${SPOKEN_DIGITS})`, 'd') },
  {
    kind: 'password',
    pattern:
      /(?<![!-~])(?<secret>(?=[!-~]*\d)[!-~]{4,32}) ?(?:就?是|为)(?:我的?|俺的?)?(?:微信|支付|登录|登陆|银行卡?|取款)*密码/d,
  },
  {
    kind: 'bankCard',
    pattern: new RegExp(
      `${CARD_WORD}(?:是|为|[\\s:]){0,3}(?!${IDENTITY})(?<secret>\\d(?:[ -]?\\d){7,18}(?![ -]?\\d))`,
      'd',
    ),
  },
  {
    kind: 'bankCard',
    pattern: new RegExp(`${CARD_WORD}(?:是|为|[\\s:]){0,3}(?<secret>[零〇一二三四五六七八九幺]{12,19})`, 'd'),
  },
];

/** Open questions at which a short number alone must be a code. */
const SLOT_PENDING: ReadonlySet<Pending> = new Set(['name', 'idNumber', 'phone', 'contact']);
const BARE_CODE = /^[\s.,:;!~、。]*(\d(?:[ -]?\d){3,7})[\s.,:;!~、。]*$/d;

/** Takes out announced passwords, codes, CVVs, expiry dates and payment codes. Must run before other extractors. */
export function takeAnnouncedSecrets(draft: Draft): void {
  if (HAS_SECRET.test(draft.plain) && HAS_CUE.test(draft.plain)) {
    for (const { kind, pattern } of ANNOUNCED) {
      for (let match = pattern.exec(draft.plain); match; match = pattern.exec(draft.plain)) {
        const [start, end] = match.indices?.groups?.['secret'] ?? [0, 0];
        draft.takeSecret(kind, start, end);
      }
    }
  }
  if (SLOT_PENDING.has(draft.pending)) takeBareCode(draft);
}

/** A beginning of a phone number; a code of five, seven or eight digits would be odd. */
const PART_OF_PHONE = /^1[3-9](?:\d{3}|\d{5,6})$/;

/**
 * Takes out digits alone, which may be a code from an SMS. They may be half a number as well, so a number of the same length that is
 * nobody's becomes a near miss: its validator says that it is too short.
 */
function takeBareCode(draft: Draft): void {
  const [start, end] = BARE_CODE.exec(draft.plain)?.indices?.[1] ?? [0, 0];
  if (end <= start) return;
  const digits = draft.plain.slice(start, end).replace(/\D/g, '');
  const slot = draft.pending === 'idNumber' ? 'idNumber' : 'phone';
  if (slot === 'phone' && draft.pending !== 'name' && PART_OF_PHONE.test(digits)) return;
  draft.takeSecret('code', start, end);
  if (draft.pending !== 'name') draft.miss(slot, '13'.padEnd(digits.length, '0'));
}
