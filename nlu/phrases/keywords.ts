/** 开通分付 and close variants. */
const APPLY =
  /^(?:你好|您好)?(?:我们?|本人|现在|今天)*(?:想|要|需要|请|麻烦你?|帮我|给我|帮忙|来|可以)*(?:申请|开通|办理|开启|申办){1,2}(?:一下|个|下)?(?:微信)?(?:的)?分付(?:功能|服务|业务)?(?:吧|啊|呀|谢谢|了|哦|呢)?$/;

/** 转人工 and its variants. */
const HUMAN =
  /(?:转|找|要|接|换|叫|呼叫|联系|切换|请|给我)(?:接|到|个|一个|成|下|一下|你们|真正的|在线|微信|分付|我|的)*(?:人工|真人|活人|客服(?:人员)?|坐席|专员|经理|领导|负责人|主管)|(?:叫|让|换|找|来|派)(?:一?个|位|你们|真|的)*(?:真人|活人|人)(?:来|跟|和|给|说|回|接|处理|出来|$)|^(?:人工|真人|人工客服|人工服务|在线客服|客服人员|转人|人工人工|找客服|找人|客服)(?:吧|啊|呢|在吗|在么|谢谢)?$|(?:我要|要|去)投诉|投诉(?:你们|电话|渠道|热线)|不(?:想|要|跟|和)(?:跟|和)?(?:你|机器人|ai)(?:聊|说|对话|废话)|(?:人工|真人)(?:在吗|在不在|电话|帮我|处理|服务)|(?:不是|别用)机器人.{0,4}(?:人工|真人)|human|agent(?:please)?$/;
const NOT_HUMAN =
  /人工智能|人工审核|人工费|(?:实名|认证)换人|派人.{0,4}(?:家|上门|单位|公司)|(?:不要|不用|别)(?:转|找)人工/;

/** Whether a message opens an application, whatever the classifier says. @param compact text without spaces and marks */
export const isApplyKeyword = (compact: string): boolean => compact.length <= 24 && APPLY.test(compact);

/** Whether a message asks for a person, whatever the classifier says. @param compact text without spaces and marks */
export const asksForHuman = (compact: string): boolean =>
  compact.length <= 40 && HUMAN.test(compact) && !NOT_HUMAN.test(compact);
