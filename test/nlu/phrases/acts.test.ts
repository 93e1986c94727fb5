import { readAct } from '../../../nlu/phrases/act';
import { ACT_ROWS } from '../../../nlu/phrases/acts';
import { asksForHuman, isApplyKeyword } from '../../../nlu/phrases/keywords';
import { ACTS, type Act } from '../../../nlu/types';

const said = ACT_ROWS.flatMap(({ act, whole }) => (whole ?? '').split(' ').map((phrase) => ({ act, phrase }))).filter(
  ({ phrase }) => phrase !== '',
);

describe('the table of acts', () => {
  it('gives every phrase one act only', () => {
    const acts = new Map<string, Set<Act>>();
    for (const { act, phrase } of said) acts.set(phrase, (acts.get(phrase) ?? new Set()).add(act));
    expect([...acts].filter(([, several]) => several.size > 1).map(([phrase]) => phrase)).toEqual([]);
  });

  it('knows each act that no other part reads', () => {
    const elsewhere: Act[] = ['inform', 'correct'];
    expect(ACTS.filter((act) => !elsewhere.includes(act) && !ACT_ROWS.some((row) => row.act === act))).toEqual([]);
  });

  it('reads each phrase alone, with a particle, and with a full stop', () => {
    for (const { act, phrase } of said.filter(({ phrase: text }) => text !== '?')) {
      const expected = act === 'consent_unclear' ? 'affirm' : act;
      expect([phrase, readAct(phrase, 'none')?.act]).toEqual([phrase, expected]);
      expect([phrase, readAct(`${phrase}.`, 'none')?.act]).toEqual([phrase, expected]);
    }
  });
});

describe('agreement', () => {
  it.each(['好吧', '嗯', '行吧', '可以吧', '随便', 'ok', '是的', '继续'])('%s is too vague for consent', (text) => {
    expect(readAct(text, 'consent')?.act).toBe('consent_unclear');
  });

  it.each(['同意', '我同意', '确认', '我已阅读并同意', '好的我同意', '我同意上述条款'])('%s is consent', (text) => {
    expect(readAct(text, 'consent')?.act).toBe('affirm');
  });

  it.each(['不同意', '我不同意', '我不同意你们的条款'])('%s is none', (text) =>
    expect(readAct(text, 'consent')?.act).toBe('deny'),
  );
});

describe('an act beside a product question', () => {
  it.each([
    ['台湾人能不能办这个啊', 'foreigner'],
    ['我17岁可以开通吗', 'minor'],
    ['在校大学生能用分付吗', 'student'],
    ['怎么取消申请', 'cancel'],
    ['取消申请', 'cancel'],
    ['撤回申请', 'cancel'],
  ])('%s leaves the intent to the classifier and says %s', (text, act) => {
    expect(readAct(text, 'none')).toEqual({ act, alone: false });
  });

  it.each([
    '18岁以上才能开通吗',
    '满18周岁了',
    '用分付买东西有手续费不',
    '忘记密码怎么办',
    '微信找不到分付',
    '为什么我手机没有分付',
  ])('%s is no act', (text) => {
    expect(readAct(text, 'none')).toBeUndefined();
  });
});

describe('words that always work', () => {
  it.each([
    '转人工',
    '人工',
    '人工客服',
    '找真人',
    '叫个人来',
    '我要投诉',
    '转接人工客服',
    '帮我找客服',
    '有没有人工帮我转人工',
    '我要找你们领导',
    '接人工',
  ])('%s asks for a person', (text) => {
    expect(asksForHuman(text)).toBe(true);
  });

  it.each(['人工智能是什么', '不要转人工', '开通分付'])('%s does not', (text) =>
    expect(asksForHuman(text)).toBe(false),
  );

  it.each(['开通分付', '我要开通分付', '申请开通分付', '帮我开通微信分付', '办理分付'])('%s applies', (text) =>
    expect(isApplyKeyword(text)).toBe(true),
  );

  it.each(['怎么开通分付', '开通分付失败', '开通分付要什么条件'])('%s does not apply', (text) =>
    expect(isApplyKeyword(text)).toBe(false),
  );
});
