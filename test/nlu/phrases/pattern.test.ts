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

describe('what a phrase needs', () => {
  const needsOf = (pattern: string) => compilePhrase(pattern, LISTS).needs.map((need) => need.join(' '));

  it('is pieces of one or two characters, the rarest first', () => {
    expect(needsOf('我要撤回')).toEqual(['撤回']);
    expect(needsOf('(甲|乙)')).toEqual(['甲 乙']);
    expect(needsOf('(甲|乙丙丁)…的')).toEqual(['甲 乙丙', '的']);
    expect(needsOf('把#')[0]).toBe('把');
    expect(needsOf('#')).toEqual(['0 1 2 3 4 5 6 7 8 9']);
  });

  it('is nothing where a text may match without any', () => {
    expect(needsOf('(甲|)')).toEqual([]);
    expect(needsOf('^…$')).toEqual([]);
  });

  it('is never missing in what the phrase matches', () => {
    const words = fc.constantFrom('甲', '乙丙', '(甲|丁)', '(戊|)', '(甲乙|(丙|丁)戊)', '{ME}', '{WISH}', '#', '…');
    const text = fc
      .array(fc.constantFrom('甲', '乙', '丙', '丁', '戊', '我', '俺', '要', '想', '7'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), text, (parts, said) => {
        const { source, needs } = compilePhrase(parts.join(''), LISTS);
        const [match] = new RegExp(source, 'u').exec(said) ?? [];
        if (match === undefined) return;
        for (const need of needs) expect(need.some((piece) => match.includes(piece))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
