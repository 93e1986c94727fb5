/** What holds for a language the bot speaks: one entry a wording file, named by its file's name. */
export interface Language {
  /** Longest message that still fits a phone screen without scrolling, in characters. */
  maxLength: number;
  /** The same for notices of law, the summary and the receipt. */
  maxLongLength: number;
  /** Asking for money, codes, passwords, cards or downloads, within a sentence. */
  asks: RegExp;
  /** A sentence that forbids or warns may name them. */
  forbids: RegExp;
}

export const LANGUAGES: Readonly<Record<string, Language>> = {
  'zh-CN': {
    maxLength: 240,
    maxLongLength: 480,
    asks: /(?:请|麻烦|需要您?|把|提供|发送|输入|告诉|填写|先).{0,12}(?:密码|验证码|银行卡号|付款码|CVV|安全码|转账|汇款|手续费|保证金|押金|下载|刷脸)/u,
    forbids: /不|别|勿|无需|诈骗/u,
  },
  en: {
    maxLength: 480,
    maxLongLength: 960,
    asks: /\b(?:please|send|provide|enter|type|tell|give|share|reply with|fill in|pay|transfer|need your|download|install)\b.{0,40}\b(?:passwords?|passcodes?|pin|codes?|card numbers?|cvv|fees?|deposits?|money|selfies?|face scan|apps?|software)\b/iu,
    forbids: /\b(?:not|never|nobody|scam|fraud|fraudsters?)\b|n['’]t\b/iu,
  },
};

/** The end of a sentence, or of a part that stands for itself. */
const SENTENCE_END = /[。；！？!?;\n]|\.\s/u;

/** The first sentence that, in any of the languages, asks for what nobody of this service may ever ask for; undefined where there is none. */
export const forbiddenRequestIn = (text: string): string | undefined =>
  text
    .split(SENTENCE_END)
    .find((sentence) =>
      Object.values(LANGUAGES).some(({ asks, forbids }) => asks.test(sentence) && !forbids.test(sentence)),
    );
