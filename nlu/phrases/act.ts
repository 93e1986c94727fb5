import { ACT_ROWS } from './acts';
import type { Act, Pending } from '../types';

/** An act found by rule. */
export interface ActFound {
  act: Act;
  /** The act is all that the message wants. */
  alone: boolean;
}

const NOT_SPEECH = /[\s,.!?;:~、。…"'“”‘’()[\]【】<>《》*_=+\-|/\\^`]+/g;
const PARTICLES = /(?<=.)[啊呀哦呢哈啦了吧的嘛哟喔噢亲诶哇]{1,3}$/u;

const actOfWhole: ReadonlyMap<string, Act> = new Map(
  [...ACT_ROWS].reverse().flatMap(({ act, whole }) =>
    (whole ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .map((phrase): [string, Act] => [phrase, act]),
  ),
);
const WITHIN = ACT_ROWS.flatMap(({ act, within, alone }) => (within ? [{ act, within, alone: alone === true }] : []));

/** Longest message, in UTF-16 units, that can want nothing but an act found within it. */
const MAX_ALONE = 30;

/** Acts that answer a question of the bot. With none open, a message that names the product is more likely a question. */
const SLOT_TALK: ReadonlySet<Act> = new Set([
  'send_photo',
  'later',
  'ask_why',
  'refuse',
  'not_an_answer',
  'skip',
  'third_party',
  'help',
]);
const PRODUCT = /分付|微信|额度|还款|银行卡|信用卡|绑的|注册|实名|营业执照/;

/** With no question open this is a wish to apply, not to restart. */
const APPLIES_AGAIN = /^(?:我要)?重新申请/;

/**
 * The act of a normalised message; undefined for none. Where consent is asked for, vague agreement such as 好的 is `consent_unclear` (PIPL
 * Art. 14), elsewhere `affirm`.
 */
export function readAct(normalized: string, pending: Pending): ActFound | undefined {
  const compact = normalized.replace(NOT_SPEECH, '');
  const whole =
    compact.length <= 14 ? (actOfWhole.get(compact) ?? actOfWhole.get(compact.replace(PARTICLES, ''))) : undefined;
  if (whole)
    return { act: inContext(whole, compact, pending), alone: !(pending === 'none' && APPLIES_AGAIN.test(compact)) };
  const agreement = compact.length <= 14 ? readAgreement(normalized) : undefined;
  if (agreement) return { act: inContext(agreement, compact, pending), alone: true };
  if (normalized === '?') return { act: 'help', alone: true };
  for (const { act, within, alone } of WITHIN) {
    if (within.test(compact))
      return {
        act,
        alone:
          alone && compact.length <= MAX_ALONE && !(pending === 'none' && SLOT_TALK.has(act) && PRODUCT.test(compact)),
      };
  }
  return undefined;
}

/** Agreement in several words: 对的，没问题. */
function readAgreement(normalized: string): Act | undefined {
  const parts = normalized.split(NOT_SPEECH).filter(Boolean);
  const agrees = parts.every((part) => ['affirm', 'consent_unclear'].includes(actOfWhole.get(part) ?? ''));
  return parts.length > 1 && agrees ? 'affirm' : undefined;
}

const CLEAR_CONSENT = /同意|接受|确认|agree/;

function inContext(act: Act, compact: string, pending: Pending): Act {
  if (act === 'affirm' && pending === 'consent' && !CLEAR_CONSENT.test(compact)) return 'consent_unclear';
  if (act === 'consent_unclear' && pending !== 'consent') return 'affirm';
  return act;
}
