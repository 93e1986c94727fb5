import { iso7064Mod11_2CheckDigit } from '../../nlu/text/idChecksum';

/** A chat from the applicant's side, over whatever channel. */
export interface Chat {
  say(text: string): Promise<void>;
  /** The text of the bot's next message that has not been read yet. */
  next(): Promise<string>;
}

export interface Applicant {
  name: string;
  idNumber: string;
  phone: string;
}

const NAMES = ['苏晴', '方圆', '宋佳', '田甜', '丁一', '林晓燕', '郭子轩', '何欢', '李想', '秦朗'];

/** An invented person; a different one for each `number` from 0 to 19999. */
export function invent(number: number): Applicant {
  const digits = String(number % 1_000).padStart(3, '0');
  const day = String(7 + Math.floor(number / 1_000)).padStart(2, '0');
  const first17 = `110101199003${day}${digits}`;
  return {
    name: NAMES[number % NAMES.length] ?? '',
    idNumber: first17 + iso7064Mod11_2CheckDigit(first17),
    phone: `1590617${digits}3`,
  };
}

/** What is answered to each question of the whole job; whichever the bot asks. */
const ANSWERS: [question: RegExp, answer: (applicant: Applicant) => string][] = [
  [/请问想办什么/, () => '开通分付'],
  [/您能看到“分付”吗/, () => '没看到'],
  [/还想登记申请吗/, () => '我了解，继续'],
  [/同意请回复或点“同意”/, () => '同意'],
  [/请填写身份证上的完整姓名/, ({ name }) => name],
  [/是否同意提供/, () => '同意'],
  [/请填写18位居民身份证号码/, ({ idNumber }) => idNumber],
  [/请留一个联系方式/, ({ phone }) => phone],
  [/是否同意转交/, () => '同意'],
  [/支付分大约是多少/, () => '650分以上'],
  [/绑定了储蓄卡吗/, () => '已绑定'],
  [/严重逾期的贷款/, () => '没有逾期'],
  [/没问题就点“确认提交”/, () => '确认提交'],
];

/** A chat that says more than this before it comes to the point goes round in circles. */
const MOST_MESSAGES = 200;

/** Reads on until the bot says something that matches. */
export async function hear(chat: Chat, pattern: RegExp): Promise<RegExpExecArray> {
  for (let heard = 0; heard < MOST_MESSAGES; heard++) {
    const match = pattern.exec(await chat.next());
    if (match) return match;
  }
  throw new Error(`${MOST_MESSAGES} messages, and none of them matches ${String(pattern)}`);
}

/** Answers question after question, up to the one that matches `until`, which is left open. */
export async function answer(chat: Chat, applicant: Applicant, until: RegExp): Promise<RegExpExecArray> {
  for (let heard = 0; heard < MOST_MESSAGES; heard++) {
    const text = await chat.next();
    const match = until.exec(text);
    if (match) return match;
    const given = ANSWERS.find(([question]) => question.test(text))?.[1](applicant);
    if (given !== undefined) await chat.say(given);
  }
  throw new Error(`${MOST_MESSAGES} messages, and none of them matches ${String(until)}`);
}

export const SUMMARY = /没问题就点“确认提交”/;

/** The whole job. Resolves to the application number, with the receipt and the beginning of the review heard as well. */
export async function apply(chat: Chat, applicant: Applicant): Promise<string> {
  const [, no = ''] = await answer(chat, applicant, /已登记，申请编号 (FF-\d{8}-\w{6})/);
  await hear(chat, /【审核中】/);
  return no;
}

/** Each notification of an application that was ever sent, once. */
export const NOTIFICATIONS = ['申请已收到', '审核中', '申请通过', '未通过'] as const;

/** How often each notification occurs among messages of the bot. */
export const countNotifications = (texts: string[]): Record<string, number> =>
  Object.fromEntries(
    NOTIFICATIONS.map(
      (title) => [title, texts.filter((text) => text.startsWith(`【${title}】`)).length] as const,
    ).filter(([, count]) => count > 0),
  );
