import { emptyDraft, initialContext } from '../../../dialogs/state/context';
import type { Context } from '../../../dialogs/state/context';
import { interpret } from '../../../dialogs/hear/interpret';
import { questionOf } from '../../../dialogs/state/questions';
import type { QuestionId } from '../../../dialogs/state/questions';
import { loadWording } from '../../../dialogs/wording/load';
import { bindWording } from '../../../dialogs/wording/bind';
import { createUnderstand, loadModel } from '../../../nlu';
import { REFERENCE_NOW, testConfig, wordingText } from '../../support/dialog';

const understand = createUnderstand(loadModel());
const { choiceOf } = bindWording(loadWording(wordingText(), 'zh-CN.yaml'), testConfig);
const consented = { kind: 'privacy', textVersion: '1', at: 0, channel: 'test' } as const;
const filling: Partial<Context> = { applying: true, consents: [consented] };

/** What somebody did by these words, with this question open and its own buttons offered. */
const did = (question: QuestionId, said: string, more: Partial<Context> = filling) => {
  const { pending, choices } = questionOf(question);
  const context: Context = { ...initialContext(), offered: [...choices], ...more };
  return interpret(understand(said, pending), { question, context, now: REFERENCE_NOW, choiceOf });
};
const chose = (choice: string) => ({ type: 'CHOSE', choice });

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
  ] as const)('of %s is pressed by %s', (question, said, move) => {
    expect(did(question, said)).toEqual(move);
  });
});

describe('a consent', () => {
  it.each(['同意', '我同意', '同意授权', '好的，我同意'])('is given by %s', (said) => {
    expect(did('consent', said)).toEqual(chose('agree'));
  });

  it.each(['好吧', '嗯', '1', '第一个', '随便', '没有', '不是', '2', '下一步'])(
    'is neither given nor refused by %s',
    (said) => {
      expect(did('idConsent', said)).toEqual({ type: 'VAGUE' });
    },
  );

  it.each(['不同意', '我不同意', '拒绝'])('is refused by %s', (said) => {
    expect(did('idConsent', said)).toEqual(chose('disagree'));
  });
});

describe('a word of answer to a question that it does not answer', () => {
  it.each([
    ['idNumber', '对', 'VAGUE'],
    ['idNumber', '好了', 'VAGUE'],
    ['name', '好', 'VAGUE'],
    ['name', '随便', 'VAGUE'],
    ['contact', '没有', 'REFUSED'],
    ['contact', '没有手机', 'REFUSED'],
    ['name', '不知道', 'HELP'],
    ['wallet', '随便', 'VAGUE'],
    ['summary', '好吧', 'VAGUE'],
    ['sure', '随便', 'REMARKED'],
  ] as const)('at %s, %s, is %s', (question, said, type) => {
    expect(did(question, said)).toMatchObject({ type });
  });

  it.each(['name', 'idNumber'] as const)('is no value at %s', (question) => {
    for (const said of ['不是', '没有', '不对']) expect(did(question, said)).toMatchObject({ key: 'acts.denied' });
  });
});

describe('values', () => {
  it('before consent are not taken', () => {
    expect(did('wallet', '张伟国 130185199003129811', { applying: true })).toEqual({ type: 'EARLY_DATA' });
  });

  it('are taken although something is asked besides', () => {
    expect(did('name', '张伟国，为什么要这个')).toMatchObject({ type: 'GAVE' });
    expect(did('name', '张伟国，电话13800005123，利息多少')).toMatchObject({ type: 'GAVE' });
  });

  it('of somebody else are not', () => {
    expect(did('name', '他叫李强 身份证130185199003129811')).toMatchObject({ key: 'acts.third_party' });
  });

  it('are corrected by a word, with the kind of contact that is wanted', () => {
    expect(did('payScore', '手机号错了')).toEqual({ type: 'CORRECTED', item: 'contact', contactKind: 'phone' });
    const draft = { ...emptyDraft(), contact: { kind: 'phone' as const, value: '13800005123' } };
    expect(did('handover', '再换成微信行吗', { ...filling, draft })).toEqual({
      type: 'CORRECTED',
      item: 'contact',
      contactKind: 'wechatId',
    });
  });

  it('are not found in 查进度', () => {
    expect(did('overdue', '查进度')).toEqual({ type: 'STATUS' });
    expect(did('wallet', '查进度')).toEqual({ type: 'STATUS' });
  });

  it('as facts may be told together', () => {
    expect(did('payScore', '我有700分 绑了卡 没逾期')).toEqual({
      type: 'STATED',
      facts: { payScore: '650_up', debitCard: 'yes', overdue: 'no' },
    });
  });
});

it.each([
  ['idNumber', '没有身份证', 'INELIGIBLE'],
  ['idNumber', '没带身份证', 'LATER'],
  ['summary', '我考虑一下', 'LATER'],
  ['idNumber', '我回来了', 'REPEAT'],
  ['summary', '把我的身份证号念一遍', 'VIEW_DATA'],
  ['expectation', '那算了', 'CANCEL'],
  ['debitCard', '有信用卡', 'WHY'],
] as const)('at %s understands %s', (question, said, type) => {
  expect(did(question, said)).toMatchObject({ type });
});
