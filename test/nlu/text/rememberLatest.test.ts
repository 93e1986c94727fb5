import { rememberLatest } from '../../../nlu/text/rememberLatest';

describe('a function that remembers its latest results', () => {
  it('is asked once for each text', () => {
    const of = jest.fn((text: string) => [text]);
    const remembering = rememberLatest(2, of);
    expect(remembering('甲')).toEqual(['甲']);
    expect(remembering('甲')).toBe(remembering('甲'));
    expect(of).toHaveBeenCalledTimes(1);
  });

  it('holds no more than it may', () => {
    const of = jest.fn((text: string) => [text]);
    const remembering = rememberLatest(2, of);
    for (const text of ['甲', '乙', '丙', '丙', '甲']) remembering(text);
    expect(of.mock.calls.flat()).toEqual(['甲', '乙', '丙', '甲']);
  });
});
