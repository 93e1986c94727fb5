import { factsIn } from '../../../dialogs/hear/facts';

it.each([
  ['我有700分 绑了卡 没逾期', 700, { payScore: '650_up', debitCard: 'yes', overdue: 'no' }],
  ['没绑卡，有点逾期', undefined, { debitCard: 'no', overdue: 'yes' }],
  ['绑了', undefined, { debitCard: 'yes' }],
  ['没有逾期', undefined, { overdue: 'no' }],
  ['从没逾期', undefined, { overdue: 'no' }],
  ['我其实有逾期', undefined, { overdue: 'yes' }],
])('hears in %s what is told', (text, score, facts) => {
  expect(factsIn(text, score)).toEqual(facts);
});

it.each(['逾期了会怎样？', '没绑卡可以吗', '以前逾期过已经还清了', '你好'])('hears no fact in %s', (text) => {
  expect(factsIn(text, undefined)).toEqual({});
});
