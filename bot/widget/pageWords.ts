import type { Locale } from '../content/dialogSettings';

/** Texts of the page, HTML. `operator` is the operator's name, escaped. */
interface PageWords {
  title: string;
  demo: string;
  /** Two lines. */
  heading: [string, string];
  lead: string;
  /** Heading and text of each card; steps become a numbered list. */
  cards: [string, string | string[]][];
  who: [string, (operator: string) => string];
  fraud: [string, string];
  contact: { heading: string; operator: string; contact: string; hours: string };
}

/** Texts of the page by language. */
export const PAGE_WORDS: Record<Locale, PageWords> = {
  'zh-CN': {
    title: '分付申请咨询',
    demo: '这是演示站点，不受理真实申请，请不要填写真实的个人信息。',
    heading: ['没有收到分付邀请？', '先问问在线客服'],
    lead: '分付采用邀请开通。没有入口时，可以在这里了解原因和条件，也可以登记申请，并随时查询进度。',
    cards: [
      ['先说明白', '没有收到邀请时，申请成功率较低。能否开通由系统评估决定，客服无法承诺结果，也无法加快。'],
      [
        '怎样申请',
        [
          '点右下角“在线客服”，发送“开通分付”',
          '阅读说明，同意后填写姓名、身份证号和一种联系方式',
          '收到申请编号，有进展时在对话里告诉您',
        ],
      ],
      ['您的信息', '只收集办理申请必需的信息，加密保存。在对话里随时可以查看、更正、撤回同意或删除。'],
    ],
    who: [
      '您正在与谁对话',
      (operator) =>
        `在线客服是由${operator}运行的自动客服（机器人），不是真人，也不是微信或腾讯的官方客服。需要时可以发送“人工”转由工作人员处理。`,
    ],
    fraud: [
      '谨防诈骗',
      '我们不会向您索要密码、验证码或任何费用，也不需要您发送银行卡号、付款码或身份证照片。凡是收费“代开”“强开”分付的，都是诈骗。',
    ],
    contact: { heading: '联系我们', operator: '运营方', contact: '联系方式', hours: '服务时间' },
  },
  en: {
    title: 'Applying for Fenfu (分付)',
    demo: 'This is a demonstration. No real application is taken; please don’t enter real personal data.',
    heading: ['Not invited to Fenfu (分付)?', 'Ask here first'],
    lead: 'Fenfu opens by invitation. Without one you can learn here why, and on what conditions, register an application, and follow its progress.',
    cards: [
      [
        'To be clear',
        'Without an invitation few applications succeed. The system decides; nobody here can promise a result or speed it up.',
      ],
      [
        'How to apply',
        [
          'Tap “Chat with us” at the bottom right, then “Apply for Fenfu”',
          'Read the notice; if you agree, give your name, ID number and one way to reach you',
          'You get an application number, and news in the chat',
        ],
      ],
      [
        'Your data',
        'Only what an application needs is collected, and it is stored encrypted. In the chat you can see, correct or delete it, or withdraw your consent, at any time.',
      ],
    ],
    who: [
      'Who you are talking to',
      (operator) =>
        `The chat is an automated assistant (a bot) run by ${operator}. It is not a person, and not the official service of WeChat or Tencent. You can ask for a person at any time.`,
    ],
    fraud: [
      'Beware of fraud',
      'We never ask for passwords, codes or any fee, and need no card number, payment code or photo of your ID card. Whoever offers to open Fenfu for money is a fraudster.',
    ],
    contact: { heading: 'Contact', operator: 'Operator', contact: 'Contact', hours: 'Service hours' },
  },
};
