import { ACT_ROWS } from './acts';
import type { Act, Pending } from '../types';

/** An act that was found, and whether it is all that the message wants. */
export interface ActFound {
  act: Act;
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

/** The longest text whose meaning one act can exhaust; what is longer tells a story around it. */
const MAX_ALONE = 30;

/** Answers to a question of ours; with no question open, and the product named, they are likelier half of a question to us. */
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

/** With no form open there is nothing to begin again: it is an application. */
const APPLIES_AGAIN = /^(?:我要)?重新申请/;

/**
 * The conversational act of a normalised message, or nothing.
 * With the consent question open, agreement in vague words is `consent_unclear` (PIPL Art. 14); elsewhere 好的 simply agrees.
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

/** 对的，没问题: said twice over, it is still agreement. */
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
