import fc from 'fast-check';
import { compilePhrase } from '../../../nlu/phrases/compile';
import { parsePhrase, PhrasePatternError } from '../../../nlu/phrases/pattern';

const LISTS = { WANT: ['要', '想要'], ME: ['我', '俺'], WISH: ['{ME}{WANT}', ''], LOOP: ['{LOOP}'] };
const matches = (pattern: string, text: string): boolean =>
  new RegExp(compilePhrase(pattern, LISTS).source, 'u').test(text);

describe('the language of phrases', () => {
  it.each([
    ['转人工', '我要转人工', true],
    ['转人工', '转人 工', false],
    ['(删除|删掉)信息', '删掉信息', true],
    ['(删除|删掉)信息', '删信息', false],
    ['删(掉|)信息', '删信息', true],
    ['^转人工$', '我要转人工', false],
    ['^转人工$', '转人工', true],
    ['{ME}{WANT}人工', '俺想要人工', true],
    ['^{WISH}人工', '人工', true],
    ['^{WISH}人工', '俺要人工', true],
    ['把…删掉', '把我的信息删掉', true],
    ['把…删掉', '把我的信息和所有别的东西删掉', false],
    ['把…删掉', '把,删掉', false],
    ['还差#分', '还差120分', true],
    ['还差#分', '还差分', false],
    ['i want', 'i want it', true],
    ['i want', 'iwant it', false],
    ['转 人 工', '转人工', true],
    ['用@的', '用@的', true],
    ['1+1=2?', '1+1=2?', true],
    ['1+1', '11', false],
    ['a.b', 'axb', false],
    ['[甲]', '甲', false],
  ] as const)('%s in %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('takes the longest of several', () => {
    const [match] = new RegExp(compilePhrase('(删|删除|删除掉)', {}).source, 'u').exec('删除掉') ?? [];
    expect(match).toBe('删除掉');
  });

  it.each([
    ['(甲|乙', 'a "(" that is never closed'],
    ['甲)', 'a ")" without "(" at character 2'],
    ['{WANT', 'a "{" that is never closed'],
    ['{NOBODY}', 'there is no list {NOBODY} in nlu/words/words.yaml'],
    ['{LOOP}', 'there is no list {LOOP} in nlu/words/words.yaml'],
    ['{toString}', 'there is no list {toString} in nlu/words/words.yaml'],
  ])('refuses %s: %s', (pattern, fault) => {
    expect(() => parsePhrase(pattern, LISTS)).toThrow(new PhrasePatternError(fault));
  });

  it('either compiles a text or says what is wrong with it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('甲', '(', ')', '|', '{WANT}', '…', '#', '^', '$', '@', ' ', 'a', '\\', '[', '*', '?', '.'),
        ),
        (parts) => {
          const pattern = parts.join('');
          let source = '';
          try {
            source = compilePhrase(pattern, LISTS).source;
          } catch (error) {
            expect(error).toBeInstanceOf(PhrasePatternError);
          }
          expect(new RegExp(source, 'u').source).not.toBe('');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the key of a phrase', () => {
  const keyOf = (pattern: string) => compilePhrase(pattern, LISTS).key;

  it('is a character that each text that matches holds, a rare one where there is a choice', () => {
    expect(keyOf('我要撤回')).toMatch(/^[撤回]$/u);
    expect(new Set(keyOf('(甲|乙)'))).toEqual(new Set(['甲', '乙']));
    expect(keyOf('还差#')).toMatch(/^[还差]$/u);
    expect(keyOf('#')).toBe('0123456789');
  });

  it('is none where a text may match without any', () => {
    expect(keyOf('(甲|)')).toBeNull();
    expect(keyOf('^…$')).toBeNull();
  });

  it('is never missing in what the phrase matches', () => {
    const words = fc.constantFrom('甲', '乙丙', '(甲|丁)', '(戊|)', '{ME}', '{WISH}', '#', '…');
    const text = fc
      .array(fc.constantFrom('甲', '乙', '丙', '丁', '戊', '我', '俺', '要', '想', '7'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), text, (parts, said) => {
        const { source, key } = compilePhrase(parts.join(''), LISTS);
        const [match] = new RegExp(source, 'u').exec(said) ?? [];
        if (match === undefined || key === null) return;
        expect([...key].some((character) => match.includes(character))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
