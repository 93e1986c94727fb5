/** The contract of `nlu`: what `understand` finds in one utterance. */
import type { EntitySlot } from './entities/slot';
import type { Correctable, Move } from './moves/move';

export type { Answer, Correctable, Courtesy, Move, Request, Statement } from './moves/move';

/** Product intents: each names the answer that would help the sender most. */
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

/** Conversational acts: what somebody does in the conversation, as opposed to asking about the product. */
export const ACTS = [
  'greet',
  'thanks',
  'bye',
  'affirm',
  'deny',
  'consent_unclear', // 好吧, 嗯, 行: too vague to count as consent (PIPL Art. 14)
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

/** What somebody wants to know or have of the product. */
export type ProductIntent = (typeof PRODUCT_INTENTS)[number];
/** What somebody does in the conversation. */
export type Act = (typeof ACTS)[number];
/** What an utterance is for. */
export type Intent = ProductIntent | Act;

/** Confidence from which an intent is acted on, 0..1; below it the bot asks. */
export const CONFIDENT = 0.75;

/** What the open question asks for. It decides ambiguous readings: 高兴 as a name, a bare 1234 as a suspected code. */
export type Pending = 'name' | 'idNumber' | 'phone' | 'contact' | 'consent' | 'confirm' | 'age' | 'proof' | 'none';

export type { EntitySlot };

/** A sum to borrow, in yuan, and for how many days; 30 where no time is said. */
export interface Loan {
  amount: number;
  days: number;
}

/** Values found in an utterance. */
export interface Entities {
  /** Han characters; parts are separated by U+00B7. */
  name?: string;
  /** 18 characters with a valid check character, X in upper case; or a legacy number of 15 digits. */
  idNumber?: string;
  /** 11 digits of a mainland mobile number. */
  phone?: string;
  email?: string;
  wechatId?: string;
  /** WeChat Pay Score, 300 to 850. */
  payScore?: number;
  /** A Pay Score is said, but not in which band it lies: 六百多. */
  payScoreVague?: true;
  loan?: Loan;
  /** Completed years that the sender says to have, 1 to 120; 17 for 快18了. */
  age?: number;
  /** Canonical application number, e.g. FF-20261123-7K3M9Q. */
  applicationNo?: string;
  /** Last four digits of a phone, where they are asked for or given beside an application number. */
  last4?: string;
  /** The whole utterance as the answer to a question of fact. */
  answer?: 'yes' | 'no' | 'unsure';
  /** YYYY-MM-DD or MM-DD. */
  date?: string;
}

/** A statement that an earlier answer is wrong. */
export interface Correction {
  slot: Correctable;
  /** The right value, where it is said. */
  value?: string;
}

/** What must never be kept. */
export type SecretKind = 'password' | 'code' | 'bankCard' | 'cvv' | 'paymentCode';

/** What was understood of one utterance. */
export interface Understanding {
  /** The utterance with secrets replaced by ▇. */
  text: string;
  intent: Intent;
  /** Calibrated probability that `intent` is right, 0..1. */
  confidence: number;
  /** Up to three further candidates, best first. */
  alternatives: { intent: Intent; confidence: number }[];
  /**
   * Id of the likeliest topic (`nlu/topics.yaml`) where the classifier decided; where a rule found a product intent, the likeliest topic of
   * that intent; null where a rule found an act.
   */
  topic: string | null;
  /** Up to three further topics, best first. */
  topicAlternatives: { topic: string; confidence: number }[];
  /** Act found by rule, also where `intent` is a product intent (取消申请: close_service and cancel). */
  act?: Act;
  entities: Entities;
  /** The message held personal data of somebody else, which is not taken. */
  withheld?: true;
  /** Texts meant for a slot that are no value of it (bad check digit, 10-digit phone, 张先生). The validators name the reason. */
  nearMisses: { slot: EntitySlot; text: string }[];
  corrections: Correction[];
  /** What the utterance does, clause by clause, in the order of values, rules and questions. */
  moves: Move[];
  /** Ends with a question mark: 同意？ consents to nothing. */
  question: boolean;
  /** Kinds of the secrets that were replaced. */
  secrets: SecretKind[];
}

/** Understands one utterance. Pure; `pending` defaults to none. */
export type Understand = (text: string, pending?: Pending) => Understanding;
