import fc from 'fast-check';
import { iso7064Mod11_2CheckDigit } from '../../../nlu/text/idChecksum';
import {
  closeHan,
  codePointLength,
  foldSpaces,
  foldWidth,
  removeSpaces,
  stripEmoji,
  stripInvisible,
  stripPlaceholders,
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

describe('stripPlaceholders', () => {
  test.each(['[微笑]', '【呲牙】', '/微笑', '[OK]', '[facepalm]', '[破涕為笑]'])('replaces %s', (text) => {
    expect(stripPlaceholders(text)).toBe(' ');
    expect(stripEmoji(text).trim()).toBe('');
  });

  test.each(['【张伟国】', '[姓名]', '张三/李四', 'https://example.com/微笑', '[图片]', '微笑'])('keeps %s', (text) =>
    expect(stripPlaceholders(text)).toBe(text),
  );
});

describe('closeHan', () => {
  test.each([
    ['怎么 开 通 分 付', '怎么 开通分付'],
    ['同 意', '同意'],
    ['我  要　开 通', '我要开通'],
    ['张 三', '张三'],
    ['开通 分付', '开通 分付'],
    ['张三 男', '张三 男'],
    ['a b 开', 'a b 开'],
    ['13800005123 张 三', '13800005123 张三'],
  ])('%j is read as %j', (text, expected) => expect(closeHan(text)).toBe(expected));
});
