import { expandPattern, MAX_EXPANSIONS } from '../../../nlu/model/corpus/expand';

describe('a corpus pattern', () => {
  test('stands for every choice of its brackets', () => {
    expect(expandPattern('(怎么|咋)开(通|)', {}).sort()).toEqual(['咋开', '咋开通', '怎么开', '怎么开通']);
  });

  test('may nest brackets', () => {
    expect(expandPattern('(利息(多少|高)|费)', {}).sort()).toEqual(['利息多少', '利息高', '费']);
  });

  test('takes the lines of a list, brackets in them too', () => {
    expect(expandPattern('{HOW}还', { HOW: ['怎么', '如(何|果)'] }).sort()).toEqual(['如何还', '如果还', '怎么还']);
  });

  test('draws evenly, and the same sentences every time, from a space too large to write out', () => {
    const digits = '(0|1|2|3|4|5|6|7|8|9)';
    const drawn = expandPattern(digits.repeat(5), {});
    expect(drawn).toHaveLength(MAX_EXPANSIONS);
    expect(expandPattern(digits.repeat(5), {})).toEqual(drawn);
    for (const place of [0, 1, 2, 3, 4]) expect(new Set(drawn.map((sentence) => sentence[place])).size).toBe(10);
  });

  test('is refused with a bracket too many', () => {
    expect(() => expandPattern('开通)', {})).toThrow('a ")" without "(" at character 3');
  });
});
