import { clausesOf, foldClause } from '../../../nlu/moves/clauses';
import { TAKEN } from '../../../nlu/entities/draft';

const cut = (text: string, alone: readonly string[] = []) =>
  clausesOf(text, text, (folded) => alone.includes(folded)).map(
    ({ folded, question }) => `${folded}${question ? '?' : ''}`,
  );

it.each([
  ['利息多少？额度多少', ['利息多少?', '额度多少']],
  ['你好,请问,利息多少呢?', ['你好', '请问', '利息多少呢?']],
  ['第一行\n第二行', ['第一行', '第二行']],
  ['1. 利息多少', ['1', '利息多少']],
  ['我要开通分付另外问下利息多少', ['我要开通分付', '另外问下利息多少']],
  ['怎么还款吗 我要开通', ['怎么还款吗', '我要开通']],
  ['i want to apply', ['i want to apply']],
  ['，。！？', []],
] as const)('cuts %s', (text, clauses) => {
  expect(cut(text)).toEqual(clauses);
});

it('cuts at a space behind what stands for itself', () => {
  expect(cut('没有 绑了', ['没有'])).toEqual(['没有', '绑了']);
  expect(cut('张 伟国')).toEqual(['张伟国']);
});

it('keeps the words as they were typed, without what was taken out, and where they begin', () => {
  const text = `我叫${TAKEN}，利息 多少？`;
  const [first, second] = clausesOf(text, text, () => false);
  expect(first).toMatchObject({ words: '我叫', folded: '我叫@', question: false, start: 0 });
  expect(second).toMatchObject({ words: '利息 多少', folded: '利息多少', question: true });
  expect(text.slice(second?.start)).toMatch(/^利息/u);
});

it.each([
  ['转 人 工', '转人工'],
  ['“转人工”', '转人工'],
  ['i  want   apply', 'i want apply'],
  ['好好好好好好', '好好好'],
  ['没有哈哈哈', '没有'],
  ['don’t know', "don't know"],
  [`${TAKEN} ${TAKEN}`, '@'],
])('folds %s to %s', (text, folded) => {
  expect(foldClause(text)).toBe(folded);
});

/** The longest message that is read, and what it may take on a busy machine. */
const [LENGTH, PATIENCE_MS] = [2_000, 500];

it('is quick with the longest message', () => {
  for (const part of ['，', ' ', '哈', '另外', '？', '吗 ', 'a ', "'", `${TAKEN} `, '1.']) {
    const text = part.repeat(Math.ceil(LENGTH / part.length));
    const started = performance.now();
    clausesOf(text, text, () => false);
    expect([part, performance.now() - started < PATIENCE_MS]).toEqual([part, true]);
  }
});
