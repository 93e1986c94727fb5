/** What an applicant says from the first word on until a question is open, by the question's name. */
const wallet = ['开通分付'];
const expectation = [...wallet, '没看到'];
const consent = [...expectation, '我了解，继续'];
const name = [...consent, '同意'];
const idConsent = [...name, '张伟国'];
const idNumber = [...idConsent, '同意'];
const contact = [...idNumber, '130185199003129811'];
const handover = [...contact, '13800005123'];
const payScore = [...handover, '同意'];
const debitCard = [...payScore, '650分以上'];
const overdue = [...debitCard, '已绑定'];
const summary = [...overdue, '没有逾期'];

export const WAYS_TO: Readonly<Record<string, readonly string[]>> = {
  大厅: ['你好'],
  钱包: wallet,
  已受邀: [...wallet, '看到了'],
  预期: expectation,
  同意: consent,
  姓名: name,
  身份证同意: idConsent,
  身份证: idNumber,
  联系方式: contact,
  转交: handover,
  支付分: payScore,
  储蓄卡: debitCard,
  逾期: overdue,
  核对: summary,
  选项: [...summary, '修改'],
  已提交: [...summary, '确认提交'],
  取消吗: [...idNumber, '取消'],
  自测: ['自测条件'],
};
