import { isOtherWord, isPhrase } from '../../../nlu/words/notNames';

/** Words that no name contains. */
const FRAGMENTS = [
  /什么|怎么|为啥|为何|咋|多少|如何|是不是|能不能|可不可以|可以吗|有没有|行不行|要不要|会不会|哪里|哪个|哪儿|谁|吗|嘛$|多久|几点|几天|干嘛/u,
  /分付|花呗|借呗|微粒贷|微信|支付|付款|还款|贷款|借款|借钱|转账|逾期|征信|客服|人工|额度|余额|利息|手续费|退款|提现|账户|账单|账号|注销/u,
  /身份证|手机号|电话|验证码|密码|银行|信用卡|姓名|名字|隐私|泄露|骗子|诈骗|投诉|举报|邀请|资格|审核|号码|邮箱|匿名|用户|成年|学生|小程序|公众号|机器人|进度|状态/u,
  /不想|不要|不给|不填|不用|不能|不会|不知|不方便|不告诉|不愿|不需要|没有|没法|没带|拒绝|可以|需要|应该|已经|刚才|现在|马上|稍后|等会|等下|一下|一会|这个|那个|这样|那样|怎样|再填|再给|查无|失败|你们|我们|他们|咱们|自己的|谢谢|麻烦|但是|因为|所以|如果/u,
] as const;

/** Beginnings and ends of sentences. Surnames such as 那, 何, 成, 时 are excluded. */
const SENTENCE_BEGINS =
  /^(?:[我你您他她它咱谁请这哪把被想给帮又很没]|让我|开通|申请|查询|取消|关闭|修改|重新|为什|要是|先看|再说|还没|都是|就是|打不|看不|收不|真的|还是|只是)/u;
const SENTENCE_ENDS =
  /(?:[的吗呢么]|(?:好|行|对|算|完|错|忘|道|发|填|写|输|改|没|够|懂|白|到|谢|过|来|去|走)了|再说|一样|同上|怎样|.[^了]了)$/u;

/** Whether the text is a word that is no name, an everyday phrase or a sentence. @param text without punctuation and spaces */
export const isNotAName = (text: string): boolean =>
  isOtherWord(text) ||
  SENTENCE_BEGINS.test(text) ||
  SENTENCE_ENDS.test(text) ||
  FRAGMENTS.some((fragment) => fragment.test(text)) ||
  isPhrase(text);
