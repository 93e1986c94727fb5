import { createMatcher } from '../../../nlu/phrases/match';
import { compileRules } from '../../../nlu/phrases/rules';

const rules = compileRules({
  words: '{}',
  topics: '',
  rules: [
    {
      kind: 'requests',
      name: 'requests.yaml',
      text: "human: { whole: [人工, 转人工], within: ['转(人工|真人)', '(找|要)真人'], unless: [人工智能] }\nback: { whole: [返回], within: ['(甲|)^返'] }",
    },
    {
      kind: 'answers',
      name: 'answers.yaml',
      text: "none: { whole: [没有, no way] }\nagree: { whole: [同意], within: ['^我同意'] }",
    },
    { kind: 'marks', name: 'marks.yaml', text: "asking: { within: ['吗$'] }\nopening: { whole: [那, 就, 请] }\nclosing: { whole: [了, 吧, 啊, 谢谢] }" },
  ],
});
const match = createMatcher(rules);
const found = (text: string) => match(text).map(({ rule, whole }) => `${rule.name}${whole ? '!' : ''}`);

describe('a matcher', () => {
  it.each([
    ['转人工', ['human!']],
    ['转人工吧', ['human!']],
    ['那就转人工啊', ['human!']],
    ['没有没有', ['none!']],
    ['那没有了吧谢谢', ['none!']],
    ['没有啊', ['none!']],
    ['no way', ['none!']],
    ['我要转真人', ['human']],
    ['转人工智能', []],
    ['我同意转真人吗', ['human', 'agree', 'asking']],
    ['没有人', []],
    ['', []],
  ] as const)('reads %s', (text, rules) => {
    expect(found(text)).toEqual(rules);
  });

  it('tells where', () => {
    const [one] = match('请找真人来');
    expect(one).toMatchObject({ whole: false, start: 1, end: 4 });
    const [whole] = match('转人工吧');
    expect(whole).toMatchObject({ whole: true, start: 0, end: 4 });
  });

  it('reads the kinds that are wanted', () => {
    expect(match('我同意转真人吗', ['answers', 'marks']).map(({ rule }) => rule.name)).toEqual(['agree', 'asking']);
  });

  it('tries expressions without a key on every clause', () => {
    expect(found('返航')).toEqual(['back']);
  });

  it('takes no long clause for a whole phrase', () => {
    expect(found(`人工${'啊'.repeat(60)}`)).toEqual([]);
  });
});
