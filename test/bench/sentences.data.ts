/**
 * What applicants may say, all of it invented, as parts to be combined: a sentence takes one of each list, in order. None stands whole
 * among the words that stored records are coded by, as the titles of the buttons do (conversation.test.ts looks).
 */

/** A sentence in parts. */
export type Parts = readonly (readonly string[])[];

const LEADS = [
  '',
  '',
  '',
  '请问',
  '想问下',
  '那个，',
  '对了，',
  '我想了解一下 ',
  '顺便问一句，',
  '麻烦问一下',
  '不好意思，',
];
const TAILS = ['', '', '', '？', '?', '呀', '呢？', '啊？', '，谢谢', '。谢谢啦', '……'];

/** The first that somebody says. */
export const OPENINGS: readonly Parts[] = [
  [
    ['你好', '您好', '你好呀', '客服您好', '哈喽', '早上好', '下午好', '晚上好', '小姐姐好'],
    ['，', '！', '～', ' ', '。'],
    ['我想咨询点事', '有个事想问一下', '打扰一下', '朋友介绍我来的', '第一次用这个', '现在有人吗', '忙不忙呀', ''],
  ],
  [
    ['在吗', '在不在', '有人吗', '客服在吗', '有客服吗', '喂，在吗'],
    ['', '？', '，', '～'],
    ['', '想问点事情', '有点事找你们', '帮我看看', '等你们好久了'],
  ],
];

/** The wish to apply. */
export const WISHES: readonly Parts[] = [
  [
    ['我想', '想', '帮我', '我要', '麻烦帮我', '我打算', '我也想'],
    ['开通', '申请', '申请开通', '办理', '开一个'],
    ['分付', '分付这个功能', '微信分付', '微信里的分付', '那个分付'],
    ['', '', '吧', '，谢谢', '！', '。'],
  ],
];

/** There is no entry in the wallet. */
export const NOT_SEEN: readonly Parts[] = [
  [
    ['我翻了半天', '我在钱包里', '支付页面里', '找了一圈', '点进去了，', '我这里', '我刚刚找过，', '更新了微信还是'],
    ['没看到', '没有看到', '看不到', '没看见'],
    ['', '分付', '这个入口', '你说的那个', '有分付'],
    ['', '', '啊', '呢', '。'],
  ],
];

/** They want to go on although few applications succeed. */
export const GOING_ON: readonly Parts[] = [
  [
    [
      '好的',
      '可以',
      '行',
      '了解',
      '知道了',
      '嗯',
      '愿意',
      '是的',
      '明白',
      '好',
      '嗯嗯',
      '了解了',
      '好的，知道了',
      '嗯，明白',
    ],
    ['，', ' ', '。'],
    ['继续'],
    ['', '', '。', '！', '~'],
  ],
];

/** Consent, given in so many words. */
export const CONSENTS: readonly Parts[] = [
  [
    ['我同意', '好的，我同意', '行，同意', '可以，我同意', '嗯 我同意', '看完了，我同意', '好，同意', '没问题，我同意'],
    ['', '', '。', '！', '~'],
  ],
];

export const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
export const GIVEN_NAMES =
  '晓燕 子轩 雨桐 建国 秀兰 志强 丽华 海涛 思远 佳怡 文博 春梅 立群 梓涵 俊杰 婉清 永强 素芬 一鸣 嘉豪 静 磊 娜 鑫 倩 浩 颖 波 岚 峰'.split(
    ' ',
  );

/** What may stand in front of a value. */
export const NAME_LEADS = ['', '', '', '我叫', '姓名：'];
export const ID_NUMBER_LEADS = ['', '', '', '身份证号', '我的身份证号是'];
export const PHONE_LEADS = ['', '', '', '手机号', '手机 ', '我的电话是'];

/** A good score stands between the two. */
export const SCORES: { readonly before: Parts; readonly after: Parts } = {
  before: [
    ['', '大概', '应该是', '刚看了，', '支付分', '我的分是', '好像是'],
    ['', ' '],
  ],
  after: [['分', '分', '分左右', '分，刚查的', '分。']],
};

/** A debit card is bound. */
export const CARDS: readonly Parts[] = [
  [
    ['绑了', '早就绑了', '已经绑定了', '绑定了', '嗯，绑了', '有的，绑了'],
    ['', '一张', '两张', '我的'],
    ['工行', '建行', '农行', '招行', '邮政', '交行'],
    ['卡', '储蓄卡', '的储蓄卡', '借记卡'],
    ['', '', '。', '，天天在用'],
  ],
];

/** Nothing is overdue. */
export const NO_OVERDUE: readonly Parts[] = [
  [
    ['没有', '没', '从来没有', '一直都没有', '真没有', '名下没有', '我没有'],
    ['逾期过', '任何逾期', '逾期记录', '逾期的', '过逾期'],
    ['', '，都是按时还的', '，放心', '，信用挺好', '。'],
  ],
];

/** The form is right and may go. */
export const SUBMISSIONS: readonly Parts[] = [
  [
    ['都对，', '没问题，', '对的，', '没错，', '嗯，', '确认无误，', '好的 ', '可以，'],
    ['确认提交', '提交', '提交吧'],
    ['', '', '。', '！', '~'],
  ],
];

/** Questions about the product, which no question of the form is about. */
export const QUESTIONS: readonly Parts[] = [
  [
    LEADS,
    ['分付的', '这个', '借出来的钱', '用了以后', '买一千块东西，'],
    ['利息', '手续费', '日利率', '费用'],
    ['是怎么收的', '按天算还是按月算', '贵不贵', '大概是多少', '从哪天开始算'],
    TAILS,
  ],
  [
    LEADS,
    ['每个月', '账单出来以后', '要是手头紧，', '用完之后', '下个月发工资'],
    ['几号还款', '能不能提前还', '可以只还一部分吗', '怎么还钱', '会自动扣款吗', '可以分几个月还'],
    TAILS,
  ],
  [
    LEADS,
    ['第一次开', '一般人', '新用户', '像我这种情况', '月薪五千的话'],
    ['能给多少额度', '额度大概有多少', '额度能有一万吗', '额度以后会涨吗', '能批多少额度'],
    TAILS,
  ],
  [
    LEADS,
    ['提交了以后', '填完这些', '资料交上去', '申请交了之后'],
    ['大概几天有结果', '审核要等多久', '当天能出结果吗', '什么时候通知我', '周末也审核吗', '结果在哪里看'],
    TAILS,
  ],
  [
    LEADS,
    ['开通以后', '批下来的话', '有了分付', '以后去外地'],
    ['能在超市扫码用吗', '能提现到银行卡里吗', '可以网上买东西用吗', '哪些店能刷', '交水电费行不行', '坐地铁能用吗'],
    TAILS,
  ],
  [
    LEADS,
    ['没有固定工作', '刚毕业半年', '在老家种地', '自己摆摊做小生意', '今年五十二了', '一个人在外地打工'],
    ['能不能申请', '也能开通吗', '符合条件吗', '会不会容易被拒'],
    TAILS,
  ],
  [
    LEADS,
    ['申请这个', '开了以后', '每次用它', '万一晚还两天'],
    ['上不上征信', '会影响以后买房贷款吗', '会不会打电话给家里人', '有没有罚息'],
    TAILS,
  ],
];

/** Talk after the application: how it stands, and what people say besides. */
export const CHATTER: readonly Parts[] = [
  [
    ['', '请问', '你好，', '那个 ', '麻烦看下，', '又来问了，'],
    ['我那个申请', '上午交的资料', '刚才填的申请', '我的申请', '前几天登记的那个'],
    ['现在到哪一步了', '有消息了吗', '审核得怎么样了', '批了没有', '进展怎么样', '还要等几天'],
    TAILS,
  ],
  [
    ['好的', '行', '嗯嗯', '哦哦', '知道了', 'OK'],
    ['，', '。', ' '],
    ['那我等通知', '谢谢你啊', '辛苦了', '有消息再说', '我晚点再来看', '先这样', '谢谢耐心解答'],
    ['', '', '~', '！', '。'],
  ],
  [
    ['今天', '刚才', '我这边', '昨天晚上'],
    ['下大雨路上堵得很', '信号不太好', '手机快没电了', '在上班不方便打字', '微信一直在更新', '孩子在旁边闹'],
    ['', '，', '。'],
    ['', '晚点回你', '见谅', '打错字了别介意'],
  ],
];

/** Slips of the hand: characters that sound alike. */
export const SLIPS: readonly (readonly [string, string])[] = [
  ['怎么', '咋么'],
  ['账单', '帐单'],
  ['什么', '甚么'],
  ['现在', '现再'],
  ['可以', '可已'],
  ['多久', '多酒'],
  ['以后', '已后'],
  ['审核', '申核'],
  ['额度', '额渡'],
  ['利息', '利西'],
  ['通知', '通只'],
  ['资料', '姿料'],
  ['谢谢', '谢射'],
];
