import fc from 'fast-check';
import { createPieceReader } from '../../../nlu/phrases/pieces';

const reader = createPieceReader(new Set(['甲', '甲乙', '乙丙', 'ab', '𠮷'.slice(0, 2)]));
const held = (text: string): number[] => [...reader.read(text).numbers].sort((a, b) => a - b);

describe('a reader of pieces', () => {
  it.each([
    ['甲乙丙', ['甲', '甲乙', '乙丙']],
    ['乙甲', ['甲']],
    ['甲甲', ['甲']],
    ['cab', ['ab']],
    ['𠮷', ['𠮷']],
    ['', []],
  ])('finds those of %s', (text, pieces) => {
    expect(held(text)).toEqual(pieces.map(reader.numberOf).sort((a, b) => a - b));
  });

  it('finds what a search for each piece finds', () => {
    const others = Array.from({ length: 60 }, (_, at) => String.fromCharCode(0x5000 + at));
    const pieces = [...others, '甲', '乙', '甲乙', '乙甲', '丙丙'];
    const { read, numberOf } = createPieceReader(new Set(pieces));
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('甲', '乙', '丙') }), (text) => {
        const { flags } = read(text);
        for (const piece of pieces) expect(flags[numberOf(piece)]).toBe(text.includes(piece) ? 1 : 0);
      }),
    );
  });
});
