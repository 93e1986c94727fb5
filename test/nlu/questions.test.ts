import { createUnderstand } from '../../nlu/understand';
import type { Classification } from '../../nlu/model/classify.types';
import type { Move, Pending } from '../../nlu/types';

/** What the rules make of a message; what they leave, this classifier takes for a question about the product. */
const LEFT: Classification = {
  intents: [{ intent: 'usage', confidence: 0.5 }],
  topics: [{ topic: 'usage.where', confidence: 0.5 }],
};
const understand = createUnderstand({ classify: () => LEFT });

/** What a message does, in short: `state debitCard no`, `request restart`, `ask usage.where`. */
const brief = (move: Move): string => {
  switch (move.type) {
    case 'give':
      return `give ${move.slot}`;
    case 'state':
      return `state ${move.fact} ${move.value}`;
    case 'ask':
      return `ask ${move.topic}`;
    case 'request':
      return `request ${move.request}`;
    case 'answer':
      return `answer ${move.answer}`;
    default:
      return move.type;
  }
};
const read = (text: string, pending: Pending = 'none'): string[] => understand(text, pending).moves.map(brief);

describe('a question to us is no answer of theirs', () => {
  it.each([
    '支付分580够不够，能开吗',
    '我分数是660可以吗',
    '没绑储蓄卡可以用吗',
    '没有储蓄卡咋办',
    '从来没收到过邀请',
    '没有绑定微信支付的手机',
    '页面说非本人操作',
    '本人无逾期也不行吗',
    '显示申请人太多',
    '客服号是95几开头的电话是95开头的吗',
  ])('%s', (text) => expect(read(text)).toEqual(['ask usage.where']));

  it.each([
    ['没有储蓄卡', 'state debitCard no'],
    ['从来没有逾期', 'state overdue no'],
    ['支付分660', 'state payScore 660'],
    ['本人林晓燕', 'give name'],
  ])('while %s is one: %s', (text, move) => expect(read(text)).toEqual([move]));
});

describe('fraud', () => {
  it.each(['黑户也包开吗', '他说黑户都能开', '先付定金才给开', '让我先缴一笔会费', '要收我保证金'])(
    '%s is reported',
    (text) => expect(understand(text).act).toBe('fraud_report'),
  );

  it.each(['黑户可以开吗', '开通费要多少', '租车押金能不能用分付', '优先付款怎么取消', '是先付款后还钱吧'])(
    '%s asks about the product',
    (text) => expect(read(text)).toEqual(['ask usage.where']),
  );
});

describe('words that depend on what is open', () => {
  it('重新申请 is a wish of its own: what it does depends on whether a form is open', () => {
    expect(read('重新申请', 'idNumber')).toEqual(['request reapply']);
    expect(read('重新申请')).toEqual(['request reapply']);
  });

  it.each(['收款的卡想改成工行的', '把绑的卡换一下', '日期不对', '分期数想改成六期'])(
    '%s corrects nothing that was filled in here, and states nothing',
    (text) => expect(read(text)).toEqual(['ask usage.where']),
  );

  it('不好意思点错了 is only heard', () => expect(read('不好意思点错了')).toEqual(['courtesy']));

  it.each(['刚才填错了', '资料有误', '手机号写错了'])('%s does', (text) =>
    expect(understand(text).act).toBe('correct'),
  );

  it.each(['没通过会告诉我吧', '电话里说的没听清'])('%s is no act of the conversation', (text) =>
    expect(read(text)).toEqual(['ask usage.where']),
  );

  it('马上给我办 is the wish to apply', () => expect(read('马上给我办')).toEqual(['request apply']));
});

describe('a wrong number with its kind known', () => {
  it('keeps an ID number with an impossible birthday from being taken for a payment code', () => {
    const { nearMisses, secrets } = understand('130185199002309811', 'idNumber');
    expect(nearMisses).toEqual([{ slot: 'idNumber', text: '130185199002309811' }]);
    expect(secrets).toEqual([]);
  });

  it('takes a payment code for one whatever is asked', () => {
    expect(understand('134567890123456789', 'idNumber').secrets).toEqual(['paymentCode']);
  });
});
