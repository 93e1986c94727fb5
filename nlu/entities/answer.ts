import type { Draft } from './draft';

const ENDING = '(?:的|了|啊|呀|吧|哦|呢|哈|啦|滴|嘛|诶|~|。|!|,|\\.|\\s)*';
const whole = (body: string): RegExp => new RegExp(`^[\\s,.。!~]*(?:${body})${ENDING}$`);

const UNSURE = whole(
  '(?:我)?(?:也|都|还|真|暂时)?(?:不太|不大|不|没太?)(?:知道|清楚|确定|记得|了解|晓得|懂|好说|敢说|注意)|不懂|说不准|说不好|忘了|忘记了?|我?记不(?:清|得|清楚|起来)|想不起来|拿不准|没印象|没查过|没看过|没注意过?|可能有?|大概有?|也许|好像有?|应该有|不明白|不记得|看不到|查不到|哪里看|在哪看|unsure|idk',
);
const NO = whole(
  '没有?过?|无|否|不是|不对|不|非|没绑定?过?|未绑定?|没开|没办|没有(?:绑定?(?!手机|微信)|逾期|储蓄卡|银行卡|卡|过).{0,4}|没逾期过?|从(?:来|未|没)(?!.{0,3}(?:邀请|收到)).{0,6}|(?:当前|目前|现在|暂时|一直)?(?:都)?没有?(?:逾期|绑卡?|绑定(?!手机|微信)).{0,3}|没有储蓄卡|只有信用卡|no|nope|n|x|0',
);
const YES = whole(
  '有过?|是|对|嗯+|恩+|有绑?|有一?张|有(?:储蓄卡|银行卡|卡|逾期).{0,3}|绑(?:定)?过?|已经?绑(?:定)?(?:过)?|(?:我)?(?:有|绑定?)了|逾期过|有逾期过?|现在有|目前有|当然有?|肯定有?|必须|确实(?:有|是)?|没错|是有|正是|对对|是是|yes|yep|yeah|y|1|√',
);

/** A question answers nothing: 没有银行卡怎么办. */
const ASKS = /怎|吗|(?<!可)能|可以|为什么|为啥|咋|[?]/;

/** Reads a whole message as the answer to a question of fact: yes, no or unsure. Takes nothing out. */
export function readAnswer(draft: Draft): void {
  if (draft.plain.length > 16) return;
  if (UNSURE.test(draft.plain)) draft.facts.answer = 'unsure';
  else if (ASKS.test(draft.plain)) return;
  else if (NO.test(draft.plain)) draft.facts.answer = 'no';
  else if (YES.test(draft.plain)) draft.facts.answer = 'yes';
}
