import { decodeEscapes, parseArguments, validateLine } from '../../../bot/cli/validate';

describe('parseArguments', () => {
  test('takes a kind of value and a date', () => {
    expect(parseArguments(['idNumber'])).toEqual({ slot: 'idNumber' });
    expect(parseArguments(['phone', '--today', '2026-11-22'])).toEqual({ slot: 'phone', today: '2026-11-22' });
  });

  test.each([
    [[], 'unknown value kind ""'],
    [['toString'], 'unknown value kind "toString"'],
    [['name', '--yesterday'], 'unknown argument "--yesterday"'],
    [['name', '--today', '2026-11-22', 'more'], 'unknown argument "more"'],
    [['name', '--today'], '--today needs a calendar date'],
    [['name', '--today', '2026-02-30'], '--today needs a calendar date'],
  ])('answers %j with one line', (args, start) => {
    const message = parseArguments(args);
    expect(message).toEqual(expect.stringContaining(start));
    expect(message).not.toContain('\n');
  });
});

describe('validateLine', () => {
  test.each([
    ['name', '\\u{20BB7}野', { verdict: 'valid', canonical: '\u{20BB7}野', warnings: [] }],
    ['idNumber', '110105198\\u200B803159816', { verdict: 'valid', canonical: '110105198803159816', warnings: [] }],
    ['idNumber', '110105198803159817', { verdict: 'invalid', reason: 'checksum', warnings: [] }],
    ['idNumber', 'E12345678', { verdict: 'refuse', reason: 'other_document', warnings: [] }],
    ['phone', '13812345678', { verdict: 'confirm', reason: 'looks_fake', canonical: '13812345678', warnings: [] }],
    ['phone', '17100005123', { verdict: 'valid', canonical: '17100005123', warnings: ['virtual'] }],
    ['email', 'zhaomin#example.com', { verdict: 'invalid', reason: 'mistyped', warnings: [] }],
    ['wechatId', '', { verdict: 'invalid', reason: 'empty', warnings: [] }],
  ] as const)('judges a %s: %s', (slot, line, expected) => {
    expect(JSON.parse(validateLine(line, slot, '2026-11-22'))).toEqual(expected);
  });
});

test('decodeEscapes leaves what is no escape alone', () => {
  expect(decodeEscapes('a\\\\u0041\\n\\t\\x41\\q\\u{110000}\\u12')).toBe('a\\u0041\n\tA\\q\\u{110000}\\u12');
});
