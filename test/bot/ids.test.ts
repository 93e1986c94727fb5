import { randomIds } from '../../bot/ids';

describe('fresh names', () => {
  it('number an application by the day in Shanghai, without letters that are misread', () => {
    const lateInUtc = Date.UTC(2026, 10, 22, 16, 30);
    expect(randomIds.applicationNo(lateInUtc)).toMatch(/^FF-20261123-[2-9A-HJKMNP-TV-Z]{6}$/);
  });

  it('do not repeat', () => {
    const numbers = Array.from({ length: 1_000 }, () => randomIds.applicationNo(0));
    expect(new Set(numbers).size).toBe(1_000);
  });

  it('make a phrase of two words', () => {
    expect(randomIds.phrase()).toMatch(/^\p{Script=Han}{2}·\p{Script=Han}{2}$/u);
  });
});
