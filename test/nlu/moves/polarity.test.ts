import { read } from './reading';

/**
 * The same wish, wished and not, asked about and supposed: each is told from the others, whatever is wished for. A wish that costs
 * something is never taken from a clause that only speaks of it.
 */
const WISHES = [
  ['转人工', 'human', 'human.contact'],
  ['撤回同意', 'withdraw_consent', 'desk.how_erase'],
  ['删除我的信息', 'privacy_erase', 'desk.how_erase'],
  ['取消申请', 'cancel', 'desk.withdraw'],
  ['重新开始', 'restart', 'desk.form_help'],
] as const;
const NOT = ['别', '不用', '没要', '我没说要', '不要', '不想', '先别'];

describe.each(WISHES)('%s', (wish, request, topic) => {
  it.each(['', '我要', '我想', '请', '请帮我', '麻烦'])('is wished for behind “%s”', (before) => {
    expect(read(`${before}${wish}`)).toEqual([`do ${request}`]);
  });

  it.each(NOT)('is not wished for behind “%s”', (before) => {
    expect(read(`${before}${wish}`)).toEqual([`dont ${request}`]);
  });

  it.each([`怎么${wish}`, `如何${wish}？`, `${wish}会怎样`, `${wish}会怎么样？`, `如果${wish}`, `要是${wish}会怎样`])(
    'is only asked about in %s',
    (text) => expect(read(text)).toEqual([`ask ${topic}`]),
  );
});

it.each(WISHES.slice(1))('%s is a question where somebody asks whether they may', (wish, _, topic) => {
  expect(read(`可以${wish}吗`)).toEqual([`ask ${topic}`]);
  expect(read(`能${wish}吗？`)).toEqual([`ask ${topic}`]);
});

it.each([
  '可以转人工吗',
  '能不能转人工',
  '能帮我转人工吗',
  '能导出我的数据吗',
  '查看我的信息可以吗',
  '能查看我的信息吗',
])('%s is the wish itself, politely put', (text) =>
  expect(read(text)).toEqual([expect.stringMatching(/^do (?:human|privacy_export|privacy_view)$/u)]),
);

it.each(['人工就不用了', '不用人工了', '取消人工', '算了，不用人工了'])(
  '%s takes the wish for a person back',
  (text) => {
    expect(read(text)).toEqual(['dont human']);
  },
);

it.each(['我没要开通分付', '别开通分付', '我不想开通分付了'])('%s is no wish to apply', (text) => {
  expect(read(text)).toEqual(['dont apply']);
});

it.each([
  ['别提交', 'dont submit'],
  ['先别提交', 'do later'],
  ['没要提交', 'dont submit'],
  ['不用提交', 'dont submit'],
  ['提交', 'do submit'],
] as const)('while something is to be confirmed, %s is %s', (text, move) => {
  expect(read(text, 'confirm')).toEqual([move]);
});

describe('consent', () => {
  it.each([
    ['同意', 'answer agree'],
    ['我同意', 'answer agree'],
    ['不同意', 'answer disagree'],
    ['没说同意', 'answer faint'],
    ['不是不同意', 'answer faint'],
    ['同意？', 'answer faint'],
  ] as const)('%s is %s', (text, move) => {
    expect(read(text, 'consent')).toEqual([move]);
  });

  it.each(['同意吗', '如果同意会怎样', '怎么同意', '可以不同意吗', '不同意会怎样'])(
    '%s is neither given nor refused',
    (text) => {
      for (const move of read(text, 'consent')) expect(move).not.toMatch(/^answer (?:agree|disagree)/u);
    },
  );

  it.each(['同意，但是不能给第三方', '同意，前提是不查征信', '同意，只要不收费'])('%s has a condition', (text) => {
    expect(read(text, 'consent')).toContain('answer agree, conditional');
  });
});

it.each(['不是没绑卡', '我不是没绑储蓄卡', '不是没有绑储蓄卡'])('two negations cancel each other: %s', (text) => {
  expect(read(text, 'confirm')).toEqual(['state debitCard yes']);
});

it.each(['如果没绑储蓄卡', '要是逾期了', '没绑储蓄卡可以吗', '有逾期的话会怎样'])('%s states nothing', (text) => {
  for (const move of read(text, 'confirm')) expect(move).not.toMatch(/^state/u);
});
