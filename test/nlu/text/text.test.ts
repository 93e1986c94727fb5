import fc from 'fast-check';
import { iso7064Mod11_2CheckDigit } from '../../../nlu/text/idChecksum';
import {
  codePointLength,
  foldSpaces,
  foldWidth,
  removeSpaces,
  stripEmoji,
  stripInvisible,
} from '../../../nlu/text/text';

describe('stripInvisible', () => {
  test.each([
    ['zero-width space', '张\u200B三'],
    ['byte order mark', '\uFEFF张三'],
    ['bidi controls', '\u202A张三\u202C'],
    ['variation selector', '张\u{E0100}三\uFE0F'],
    ['soft hyphen', '张\u00AD三'],
    ['control character', '张\u0007三'],
  ])('removes a %s', (_, text) => {
    expect(stripInvisible(text)).toBe('张三');
  });

  test('keeps spaces, line breaks and letters outside the BMP', () => {
    expect(stripInvisible('\u{20BB7} \n\t野')).toBe('\u{20BB7} \n\t野');
  });

  test('applied twice does what once does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(stripInvisible(stripInvisible(text))).toBe(stripInvisible(text));
      }),
    );
  });
});

test('foldWidth makes full-width ASCII', () => {
  expect(foldWidth('１３８ａｂ＠．：')).toBe('138ab@.:');
});

test('foldSpaces leaves single spaces and none at the ends', () => {
  expect(foldSpaces('\u3000a\u00A0\n b ')).toBe('a b');
});

test('removeSpaces leaves none', () => {
  expect(removeSpaces(' 张\u3000三\n')).toBe('张三');
});

test('stripEmoji keeps digits, # and *', () => {
  expect(stripEmoji('沈月😊1️⃣#*🇨🇳👍🏽')).toBe('沈月1\uFE0F#*');
});

test('codePointLength counts a supplementary character once', () => {
  expect(codePointLength('𠮷野')).toBe(2);
});

describe('iso7064Mod11_2CheckDigit', () => {
  test('gives the check character of the number printed in GB 11643', () => {
    expect(iso7064Mod11_2CheckDigit('11010519491231002')).toBe('X');
  });

  test.each(['', '1101051949123100', '1101051949123100X', '１１０１０５１９４９１２３１００２'])(
    'refuses %j',
    (text) => {
      expect(() => iso7064Mod11_2CheckDigit(text)).toThrow(RangeError);
    },
  );
});
