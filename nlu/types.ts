/**
 * What `understand` says about one utterance. These types are the contract between the three folders: `nlu` fills them,
 * `dialogs` decides by them, `bot` only carries them.
 */

/** The 17 product intents: each names the answer that would help the sender most. */
export const PRODUCT_INTENTS = [
  'apply',
  'how_to_apply',
  'eligibility',
  'not_invited',
  'application_status',
  'suspended',
  'credit_limit',
  'repayment',
  'fees',
  'overdue',
  'bank_card',
  'account_identity',
  'usage',
  'close_service',
  'merchant',
  'human',
  'out_of_scope',
] as const;

/** Conversational acts: what somebody does *in* the conversation rather than asks about the product. */
export const ACTS = [
  'greet',
  'thanks',
  'bye',
  'affirm',
  'deny',
  'consent_unclear', // 好吧, 嗯, 行: agreement too vague to count as consent (PIPL Art. 14)
  'unsure', // 不知道, 不清楚: an answer to a fact question
  'cancel',
  'restart',
  'back',
  'repeat',
  'skip',
  'help',
  'inform', // gives a value: name, ID number, contact
  'correct', // says that an earlier answer is wrong, with or without the new value
  'later', // 等会, 稍后发
  'refuse', // 不想给, 不留电话
  'ask_why', // 为什么要身份证, 会不会泄露
  'ask_policy', // 先看看隐私政策
  'not_an_answer', // 同上, 跟上次一样, 微信绑的那个
  'third_party', // 这是我朋友的身份证
  'send_photo', // 身份证照片发你行吗
  'complain',
  'privacy_view',
  'privacy_export',
  'privacy_erase',
  'withdraw_consent',
  'fraud_report', // 代开, 强开, 内部渠道, 手续费先交, 客服让我转账
  'bot_question', // 你是机器人吗, 你们是官方吗
  'minor', // 我17岁
  'foreigner', // 我是外国人
  'student', // 我是学生
] as const;

export type ProductIntent = (typeof PRODUCT_INTENTS)[number];
export type Act = (typeof ACTS)[number];
export type Intent = ProductIntent | Act;

/** From this confidence on an intent is acted on; below it the bot asks. Set where held-out customers' sentences are right 19 times in 20. */
export const CONFIDENT = 0.75;

/** What the open question asks for; it decides readings such as 高兴 as a name and a bare 1234 as a suspected code. */
export type Pending = 'name' | 'idNumber' | 'phone' | 'contact' | 'consent' | 'confirm' | 'none';

/** Slots an entity or a correction can speak of. */
export type EntitySlot = 'name' | 'idNumber' | 'phone' | 'email' | 'wechatId';

export interface Entities {
  /** As on the card, separator U+00B7. */
  name?: string;
  /** 18 characters, upper-case X, check digit right; a 15-digit legacy number stays 15 digits. */
  idNumber?: string;
  /** 11 digits, a mainland mobile segment. */
  phone?: string;
  email?: string;
  wechatId?: string;
  payScore?: number;
  /** Canonical application number, e.g. FF-20261123-7K3M9Q. */
  applicationNo?: string;
  answer?: 'yes' | 'no' | 'unsure';
  /** YYYY-MM-DD or MM-DD. */
  date?: string;
}

export interface Correction {
  slot: EntitySlot | 'contact';
  value?: string;
}

export type SecretKind = 'password' | 'code' | 'bankCard' | 'cvv' | 'paymentCode';

export interface Understanding {
  /** The utterance as it may be kept: secrets are replaced by ▇. */
  text: string;
  intent: Intent;
  /** Calibrated probability that `intent` is right, 0..1. */
  confidence: number;
  /** The next likeliest, best first, at most three. */
  alternatives: { intent: Intent; confidence: number }[];
  /** High-precision conversational act found by rule, also where `intent` is a product intent (取消申请: close_service + cancel). */
  act?: Act;
  entities: Entities;
  /** Text that was meant for a slot but does not hold as its value (bad check digit, 10-digit phone, 张先生): validators name the reason. */
  nearMisses: { slot: EntitySlot; text: string }[];
  corrections: Correction[];
  /** What a message that gives a value asks besides (张伟国，利息多少): a product intent, or an act such as ask_why. */
  beside?: Intent;
  secrets: SecretKind[];
}

/** `today` is not needed: nothing in nlu/ has a clock. */
export type Understand = (text: string, pending?: Pending) => Understanding;
