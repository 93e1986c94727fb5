import { foldWidth, stripEmoji, stripInvisible } from '../../nlu/text/text';
import { trimPunctuation } from './peel';
import { MAX_RAW_LENGTH, type Invalid, type Valid } from './types';

/** Reasons for refusing a WeChat ID; each has a message `invalid.wechatId.<reason>`. */
export const WECHAT_ID_INVALID_REASONS = [
  'empty',
  'masked',
  'same_as_phone', // 微信同号: reachable under the phone number, so the phone is what to ask for
  'phone_number',
  'charset',
  'first_char',
  'length',
] as const;

/** Why a WeChat ID is invalid. */
export type WechatIdInvalidReason = (typeof WECHAT_ID_INVALID_REASONS)[number];
/** Verdict on a WeChat ID. */
export type WechatIdVerdict = Valid | Invalid<WechatIdInvalidReason>;

const LABEL = /^(?:我的|本人的?)?(?:个人)?(?:微信|薇信|[Vv]信)(?:号码?|[Ii][Dd])?\s*(?:是|为|就是)?[\s:=,]*/;
const LATIN_LABEL = /^(?:wechat|weixin|wx|vx)(?:\s?id|号)?\s*[:=]\s*/i;
const SAME_AS_PHONE = /同号|同手机|手机号?同|(?:就是|也是|跟|和)手机/;

/** Checks a WeChat ID: 6 to 20 characters; a letter, then letters, digits, _ or -. */
export function validateWechatId(raw: string): WechatIdVerdict {
  if (raw.length > MAX_RAW_LENGTH) return { ...invalid('length'), details: { length: raw.length } };

  const text = trimPunctuation(stripEmoji(foldWidth(stripInvisible(raw))));
  if (SAME_AS_PHONE.test(text)) return invalid('same_as_phone');
  const id = trimPunctuation(text.replace(LABEL, '').replace(LATIN_LABEL, ''));
  if (id === '') return invalid('empty');
  if (/[*●]/.test(id)) return invalid('masked');
  if (/^(?:\+?86)?1[3-9][0-9]{9}$/.test(id)) return invalid('phone_number');
  if (!/^[A-Za-z0-9_-]+$/.test(id)) return invalid('charset');
  if (!/^[A-Za-z]/.test(id)) return invalid('first_char');
  if (id.length < 6 || id.length > 20) return { ...invalid('length'), details: { length: id.length } };
  return { verdict: 'valid', canonical: id, warnings: [] };
}

const invalid = (reason: WechatIdInvalidReason): Invalid<WechatIdInvalidReason> => ({ verdict: 'invalid', reason });
