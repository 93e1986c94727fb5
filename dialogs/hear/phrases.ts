/** Patterns by which `interpret` reads an answer, given the open question. */
import type { EntitySlot } from '../../nlu/types';
import type { Choice } from '../state/questions';

const WISH = '^(?:我|那|就|再|还是|能不能|可以|可不可以|想|要|用|留|填|写|给|换|改|成|发|只有|你|们)*';
const ENDING = '(?:可以|行|能|好|成)?(?:不行|吗|么|吧|不|呢|啊|嘛|[?？。])*$';
/** Another kind of contact is preferred: 用微信行吗, 换邮箱吧. */
export const PREFERRED: readonly [Choice, RegExp][] = [
  ['use_wechatId', new RegExp(`${WISH}(?:微信|微信号|wx|vx)${ENDING}`, 'iu')],
  ['use_email', new RegExp(`${WISH}(?:邮箱|邮件|电邮|e-?mail)${ENDING}`, 'iu')],
  ['use_phone', new RegExp(`${WISH}(?:手机|手机号|手机号码|电话|电话号码)${ENDING}`, 'iu')],
];

/** Has no such contact: 没有手机. */
export const HAS_NONE = /^我?(?:现在|暂时|也)?没有?(?:手机|电话|微信|邮箱)/u;

/** Words that count as consent. A nod or a number does not (PIPL Art. 14). */
export const AGREEMENT = /同意|接受|授权|agree|consent/iu;

/** Words that count as refusing consent; 没有 does not. */
export const DISAGREEMENT =
  /不同意|拒绝|不接受|不授权|不愿|不行|不可以|不要|不给|不提供|disagree|not? agree|refuse|decline/iu;

/** Back after a pause (我回来了, 找到了): the question is asked again. */
export const BACK_AGAIN =
  /^(?:我|现在|可以)*(?:回来了|来了|接着(?:来|填)?|继续(?:填)?|找到了|准备好了|弄好了|拿到了)(?:身份证)?[啊呀吧哦。.!~]{0,2}$/u;

/** Indifference (随便, 都行) chooses nothing. */
export const INDIFFERENT =
  /^(?:随便你?|随你|都行|都可以|都可|无所谓|听你的|怎么都行|你看着办|你定)[吧啊呀的了咯哦。.!~]{0,3}$/u;

/** Words that submit (确认提交); they are no yes to another question. */
export const HANDS_IN = /提交/u;

/** A yes too weak to submit by, or to lose something by: 好吧, 嗯. */
export const FAINT = /^(?:好吧|行吧|那?好吧|哦+|噢+|嗯+哼?|恩+|知道了?|收到|明白了?|了解了?)[啊呀哦。.!~…]{0,3}$/u;

/** Has no ID card: 没有身份证, but not 没带身份证. */
export const NO_ID_CARD =
  /^(?:我|本人)?(?:真的?|根本|还|也|就)?(?:没有|没办|未办)过?(?:居民|大陆|中国|二代)?身份证(?:怎么办|[了啊呀的。!]){0,2}$/u;

/** Wants to know whether they qualify: 我符合条件吗, 自测资格. */
export const QUALIFY =
  /(?:我|本人).{0,6}(?:符合|够|有没有资格|有资格|满足)|自[测查检].{0,4}(?:条件|资格)|(?:测|查|看)一?下.{0,4}(?:资格|条件|符不符合)/u;

/** Asks how long something takes. */
export const DURATION = /多久|几天|多长时间|什么时候|几个工作日/u;

/** Asks for the prospects: 成功率, 能过吗. */
export const SUCCESS_RATE =
  /保证.{0,3}(?:过|开|批)|能过吗|成功率|通过率|[几机]率|概率|机会大|容易(?:通过|开|批)|[能会]不?[能会]?(?:通过|批)/u;

/** Slot named at the start of a text; the digits are judged as that slot. */
export const SLOT_NAMED: readonly [EntitySlot, RegExp][] = [
  ['phone', /^(?:我的)?(?:手机|电话)/u],
  ['idNumber', /^(?:我的)?身份证/u],
];

/** A question rather than a value: 你们要我密码吗. */
export const SENTENCE = /[?？吗么呢]|什么|怎么|为啥|为什么|多少|如何|哪/u;
