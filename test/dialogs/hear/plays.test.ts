import { initialContext } from '../../../dialogs/state/context';
import type { Context } from '../../../dialogs/state/context';
import { playsOf } from '../../../dialogs/hear/plays';
import { questionOf } from '../../../dialogs/state/questions';
import type { QuestionId } from '../../../dialogs/state/questions';
import { bindWording } from '../../../dialogs/wording/bind';
import { createUnderstand, loadModel } from '../../../nlu';
import { REFERENCE_NOW, testConfig, testWording } from '../../support/dialog';

const understand = createUnderstand(loadModel());
const { choiceOf } = bindWording(testWording(), testConfig);
const consented = { kind: 'privacy', textVersion: '1', at: 0, channel: 'test' } as const;
const filling: Partial<Context> = { applying: true, wallet: 'not_seen', consents: [consented] };

/** All that these words do, with this question open and its own buttons offered. */
const did = (question: QuestionId, said: string, more: Partial<Context> = filling) => {
  const { pending, choices } = questionOf(question);
  const context: Context = { ...initialContext(), offered: [...choices], ...more };
  return playsOf({ understanding: understand(said, pending), question, context, now: REFERENCE_NOW, choiceOf });
};
const chose = (choice: string) => [{ type: 'CHOSE', choice }];
const types = (question: QuestionId, said: string, more?: Partial<Context>) =>
  did(question, said, more).map(({ type }) => type);

describe('a button', () => {
  it.each([
    ['wallet', '没看到', chose('not_seen')],
    ['wallet', '没看到啊', chose('not_seen')],
    ['payScore', '2', chose('score_600_649')],
    ['payScore', '第二个', chose('score_600_649')],
    ['payScore', '选3', chose('score_550_599')],
    ['contact', '用微信行吗', chose('use_wechatId')],
    ['contact', '改留邮箱吧', chose('use_email')],
    ['checkAge', '我17岁', chose('age_no')],
  ] as const)('of %s is pressed by %s', (question, said, plays) => {
    expect(did(question, said)).toEqual(plays);
  });
});

describe('a consent', () => {
  it.each(['同意', '我同意', '同意授权', '好的，我同意'])('is given by %s', (said) => {
    expect(did('consent', said)).toEqual(chose('agree'));
  });

  it.each(['好吧', '嗯', '1', '第一个', '随便', '没有', '不是', '2', '同意？', '没说同意', '谁同意了'])(
    'is neither given nor refused by %s',
    (said) => {
      expect(did('idConsent', said)).toEqual([{ type: 'VAGUE' }]);
    },
  );

  it.each(['不同意', '我不同意', '拒绝', '我不同意你们的隐私政策', '我拒绝你们的条款', '我没同意'])(
    'is refused by %s',
    (said) => {
      expect(did('idConsent', said)).toEqual(chose('disagree'));
    },
  );

  it('with a condition is none', () => {
    expect(types('idConsent', '同意，但是不能给第三方')).toContain('CONDITIONAL');
  });

  it('and the ID number may come in one message, where the consent is in words', () => {
    expect(types('idConsent', '我同意，身份证号130185199003129811')).toEqual(['CHOSE', 'TOLD']);
  });
});

describe('a word of answer to a question that it does not answer', () => {
  it.each([
    ['idNumber', '对', 'VAGUE'],
    ['idNumber', '好了', 'VAGUE'],
    ['name', '好', 'VAGUE'],
    ['name', '随便', 'VAGUE'],
    ['contact', '没有', 'REFUSED'],
    ['name', '不知道', 'HELP'],
    ['wallet', '随便', 'VAGUE'],
    ['summary', '好吧', 'VAGUE'],
    ['summary', '确认提交？', 'VAGUE'],
    ['sure', '随便', 'VAGUE'],
  ] as const)('at %s, %s, is %s', (question, said, type) => {
    expect(did(question, said)).toMatchObject([{ type }]);
  });

  it.each([
    ['checkIdCard', '没有逾期'],
    ['checkAge', '绑了'],
  ] as const)('at %s, %s, is bound to what it speaks of', (question, said) => {
    expect(types(question, said, { check: { age: null, idCard: null, facts: {} } })).toEqual(['TOLD']);
  });
});

describe('values', () => {
  it('before consent are not taken', () => {
    expect(did('wallet', '张伟国 130185199003129811', { applying: true })).toEqual([{ type: 'EARLY_DATA' }]);
  });

  it('are taken although something is asked besides, and that is answered', () => {
    expect(types('name', '张伟国，为什么要这个')).toEqual(['TOLD', 'WHY']);
    expect(types('name', '张伟国，电话13800005123，利息多少')).toEqual(['TOLD', 'ASKED']);
  });

  it('of somebody else are not', () => {
    const refused = { type: 'REMARKED', key: 'acts.others_data', params: {} };
    expect(did('name', '他叫李强 身份证130185199003129811')).toEqual([refused]);
    expect(did('idNumber', '帮我查一下130185199003129811这个人开没开')).toEqual([
      refused,
      { type: 'ASKED', topic: 'desk.others_case' },
    ]);
    expect(types('name', '我叫张伟国，顺便问下能查我老婆的申请吗')).toEqual(['TOLD', 'ASKED']);
  });

  it('are all corrected by one message', () => {
    const [play] = did(
      'summary',
      '名字改成李晓文，身份证改成130185199003129811，手机改成13900006234，支付分改成580，逾期改成有',
    );
    expect(play).toMatchObject({
      type: 'TOLD',
      facts: { payScore: '550_599', overdue: 'yes' },
      receipt: true,
    });
    const values = play?.type === 'TOLD' ? play.judged.accepted.map(({ value }) => value) : [];
    expect(values.sort()).toEqual(['130185199003129811', '13900006234', '李晓文']);
  });

  it('said to be wrong are asked again, with the kind of contact that is wanted', () => {
    expect(did('payScore', '手机号错了')).toMatchObject([{ type: 'TOLD', doubted: ['contact'], contactKind: 'phone' }]);
  });

  it('taken back change nothing', () => {
    expect(types('summary', '手机号改成13900006234，算了不改了')).toEqual(['KEEP']);
  });

  it('beside a no replace the value that is to be confirmed', () => {
    const unconfirmed = [
      { item: 'contact', value: '13800138000', contactKind: 'phone', reason: 'looks_fake', warnings: [] } as const,
    ];
    const plays = did('confirmValue', '不对 是13512345679', { ...filling, unconfirmed });
    expect(plays).toMatchObject([{ type: 'TOLD', judged: { accepted: [{ value: '13512345679' }] } }]);
  });

  it('as facts may be told together', () => {
    expect(did('payScore', '我有700分 绑了卡 没逾期')).toMatchObject([
      { type: 'TOLD', facts: { payScore: '650_up', debitCard: 'yes', overdue: 'no' } },
    ]);
  });
});

describe('a request with an effect', () => {
  it.each([
    ['不撤回同意', 'REMARKED'],
    ['我没要撤回同意', 'REMARKED'],
    ['怎么撤回同意', 'ASKED'],
    ['撤回同意会怎样', 'ASKED'],
    ['可以撤回同意吗', 'ASKED'],
    ['别删除我的数据', 'REMARKED'],
    ['怎么撤回申请', 'ASKED'],
    ['先别提交', 'LATER'],
    ['撤回同意', 'WITHDRAW_CONSENT'],
    ['删除我的信息', 'ERASE'],
  ] as const)('needs a clear wish: %s is %s', (said, type) => {
    expect(types('name', said)).toEqual([type]);
  });

  it.each([
    ['转人工', 'HUMAN'],
    ['能帮我转人工吗', 'HUMAN'],
    ['别转人工', 'HUMAN_CANCEL'],
    ['算了不用人工了', 'HUMAN_CANCEL'],
    ['客服电话多少', 'ASKED'],
  ] as const)('for a person: %s is %s', (said, type) => {
    expect(types('lobby', said, {})).toEqual([type]);
  });
});

it.each([
  ['idNumber', '没有身份证', 'INELIGIBLE'],
  ['idNumber', '没带身份证', 'LATER'],
  ['summary', '我考虑一下', 'LATER'],
  ['idNumber', '我回来了', 'REPEAT'],
  ['summary', '把我的身份证号念一遍', 'VIEW_DATA'],
  ['expectation', '那算了', 'CANCEL'],
  ['idNumber', '你们不会是骗子吧', 'ASKED'],
  ['idNumber', '我凭啥信你', 'ASKED'],
] as const)('at %s understands %s', (question, said, type) => {
  expect(did(question, said)[0]).toMatchObject({ type });
});

it('takes no question for an attempt at a value', () => {
  expect(types('name', '在老家种地会不会容易被拒')).not.toContain('TOLD');
});

it('names a question that it has not understood beside what it has, and lets stories be', () => {
  expect(types('name', '张伟国，那个蓝的是咋弄的呢')).toEqual(['TOLD', 'UNREAD']);
  expect(did('name', '张伟国，桌子椅子怎么茶几沙发')).toMatchObject([
    { type: 'TOLD' },
    { type: 'ASKED', topic: 'out_of_scope' },
  ]);
  expect(types('name', '张伟国，我刚去卸个货回来')).toEqual(['TOLD']);
});

describe('said so that it could be taken for something else', () => {
  it.each([
    ['summary', '别提交', 'LATER'],
    ['summary', '可以提交吗', 'VAGUE'],
    ['idNumber', '重新申请', 'RESTART'],
    ['idNumber', '我没要开通分付', 'CANCEL'],
  ] as const)('at %s %s is %s', (question, said, type) => {
    expect(types(question, said)).toEqual([type]);
  });

  it('重新申请 applies where no form is open', () => {
    expect(types('lobby', '重新申请', {})).toEqual(['APPLY']);
  });

  it.each(['我没要开通分付', '别开通分付', '请帮我取消申请', '麻烦取消申请', '我老婆想开，帮她办一下'])(
    '%s does not begin an application',
    (said) => {
      const plays = did('lobby', said, {});
      expect(plays).not.toContainEqual({ type: 'APPLY' });
      expect(plays).not.toContainEqual({ type: 'ASKED', topic: 'apply.request' });
    },
  );

  it.each(['没有绑定微信支付的手机', '把绑的卡换一下', '我妈的身份证能用吗'])('%s is answered', (said) => {
    expect(types('lobby', said, {})).toEqual(['ASKED']);
  });

  it('who is in harm’s way is not told that something is beyond the bot', () => {
    expect(did('lobby', '我被骗了5000块，怎么办', {})).toEqual([{ type: 'HARMED', topic: 'harm.money_sent' }]);
  });
});
