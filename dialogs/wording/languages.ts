/** Rules for the wording of one language. */
export interface Language {
  /** Longest message in characters, chosen to fit a phone screen. */
  maxLength: number;
  /** Longest legal notice, summary or receipt, in characters. */
  maxLongLength: number;
  /** Longest answer to a topic, in characters. */
  maxAnswer: number;
  /** Longest title of a topic's button, in characters. */
  maxQuestion: number;
  /** Matches a sentence that asks for money, codes, passwords, cards or downloads. */
  asks: RegExp;
  /** Matches a sentence that forbids or warns; it may name them. */
  forbids: RegExp;
}

/** Rules by language; a wording file is named after one, e.g. en.yaml. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  'zh-CN': {
    maxLength: 240,
    maxLongLength: 480,
    maxAnswer: 190,
    maxQuestion: 12,
    asks: /(?:请|麻烦|需要您?|把|提供|发送|输入|告诉|填写|先).{0,12}(?:密码|验证码|银行卡号|付款码|CVV|安全码|转账|汇款|手续费|保证金|押金|下载|刷脸)/u,
    forbids: /不|别|勿|无需|诈骗/u,
  },
  en: {
    maxLength: 480,
    maxLongLength: 960,
    maxAnswer: 340,
    maxQuestion: 40,
    asks: /\b(?:please|send|provide|enter|type|tell|give|share|reply with|fill in|pay|transfer|need your|download|install)\b.{0,40}\b(?:passwords?|passcodes?|pin|codes?|card numbers?|cvv|fees?|deposits?|money|selfies?|face scan|apps?|software)\b/iu,
    forbids: /\b(?:not|never|nobody|scam|fraud|fraudsters?)\b|n['’]t\b/iu,
  },
};

/** End of a sentence or clause. */
const SENTENCE_END = /[。；！？!?;\n]|\.\s/u;

/** The first sentence that asks, in any language, for what this service never asks for: money, codes, passwords; undefined for none. */
export const forbiddenRequestIn = (text: string): string | undefined =>
  text
    .split(SENTENCE_END)
    .find((sentence) =>
      Object.values(LANGUAGES).some(({ asks, forbids }) => asks.test(sentence) && !forbids.test(sentence)),
    );
