import { readPhraseFiles } from '../../../nlu/phrases/phraseFiles';
import { compileRules, PhraseError } from '../../../nlu/phrases/rules';
import type { PhraseFiles, RuleKind } from '../../../nlu/phrases/rules';

const filesOf = (text: string, more: Partial<PhraseFiles> = {}, kind: RuleKind = 'requests'): PhraseFiles => ({
  words: 'WANT: [要, 想要]\nHUMAN: [人工, 真人]\n',
  topics: 'human.contact: human\n',
  rules: [{ kind, name: `${kind}.yaml`, text }],
  ...more,
});
const faultsOf = (files: PhraseFiles): string[] => {
  try {
    compileRules(files);
    return [];
  } catch (error) {
    if (!(error instanceof PhraseError)) throw error;
    return error.message.split('\n');
  }
};

describe('a file of rules', () => {
  it('makes a rule of each name', () => {
    const [human, back] = compileRules(
      filesOf(
        "human:\n  asks: human.contact\n  polite: wish\n  whole: [转 人工, ABC, 12]\n  within: ['(转|要){HUMAN}']\n  unless: [人工智能]\nback: { whole: [返回], when: asked }\n",
      ),
    );
    expect(human).toMatchObject({ kind: 'requests', name: 'human', asks: 'human.contact', polite: 'wish' });
    expect(human?.whole).toEqual(['转人工', 'abc', '12']);
    expect(human?.within.map(({ source }) => source)).toEqual(['[转要](?:人工|真人)']);
    expect(back).toEqual({ kind: 'requests', name: 'back', whole: ['返回'], within: [], unless: [], when: 'asked' });
  });

  it('joins the languages of a rule, in the place of the first', () => {
    const rules = compileRules({
      ...filesOf(''),
      rules: [
        { kind: 'answers', name: 'answers.yaml', text: 'yes: { whole: [是] }' },
        {
          kind: 'requests',
          name: 'requests.yaml',
          text: 'human: { whole: [人工], polite: wish }\nback: { whole: [返回] }',
        },
        { kind: 'requests', name: 'requests.en.yaml', text: 'back: { whole: [go back] }\nhuman: { whole: [agent] }' },
      ],
    });
    expect(rules.map(({ name, whole }) => [name, whole])).toEqual([
      ['human', ['人工', 'agent']],
      ['back', ['返回', 'goback']],
      ['yes', ['是']],
    ]);
    expect(rules[0]?.polite).toBe('wish');
  });

  it.each([
    [
      "human: { within: ['(甲'] }",
      'nlu/phrases/requests.yaml: human.within: a "(" that is never closed in "(甲"; correct the pattern',
    ],
    [
      "human: { unless: ['{NO}'] }",
      'nlu/phrases/requests.yaml: human.unless: there is no list {NO} in nlu/words/words.yaml in "{NO}"; correct the pattern',
    ],
    ['human: { wihtin: [甲] }', /^nlu\/phrases\/requests\.yaml: human: .*wihtin.*; correct it$/u],
    ['human: { when: never }', /^nlu\/phrases\/requests\.yaml: human\.when: .+; correct it$/u],
    ['human: 转人工', /^nlu\/phrases\/requests\.yaml: human: .+; correct it$/u],
    ['human: {\n', /^nlu\/phrases\/requests\.yaml: not valid YAML line \d+; check indentation and quotes there$/u],
  ])('names file, key and remedy of a fault: %s', (text, fault) => {
    const [first] = faultsOf(filesOf(text));
    if (typeof fault === 'string') expect(first).toBe(fault);
    else expect(first).toMatch(fault);
  });

  it('tells every fault at once', () => {
    expect(faultsOf(filesOf("a: { within: ['(', ')'] }\nb: { unless: ['{'] }"))).toHaveLength(3);
  });

  it('tells of word lists of the wrong shape', () => {
    expect(faultsOf(filesOf('human: { whole: [人工] }', { words: 'WANT: 要' }))).toEqual([
      'nlu/words/words.yaml: expected a list of words under each name; correct its shape',
    ]);
  });
});

it('reads our own files without a fault', () => {
  expect(faultsOf(readPhraseFiles())).toEqual([]);
});
