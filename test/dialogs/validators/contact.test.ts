import fc from 'fast-check';
import { validateEmail, validateWechatId } from '../../../dialogs/validators';
import { readVectors } from './vectors';

const rowsOf = (kind: string) =>
  readVectors('contact.tsv')
    .filter((row) => row['kind'] === kind)
    .map((row) => [row['input'] ?? '', row['note'], row] as const);

describe.each([
  ['wechat', validateWechatId],
  ['email', validateEmail],
])('the %s vectors', (kind, validate) => {
  test.each(rowsOf(kind))('%j: %s', (input, _, row) => {
    const verdict = validate(input);
    expect([verdict.verdict, 'canonical' in verdict ? verdict.canonical : '']).toEqual([
      row['verdict'],
      row['canonical'],
    ]);
  });
});

describe('a WeChat ID', () => {
  test.each([
    ['wxid_a1b2c3d4', 'wxid_a1b2c3d4'],
    ['微信zhang_wei2026', 'zhang_wei2026'],
    ['我的微信号是 zhang_wei2026。', 'zhang_wei2026'],
    ['wx：zhang_wei2026', 'zhang_wei2026'],
    ['weixin2026', 'weixin2026'],
    ['ｚｈａｎｇ＿ｗｅｉ', 'zhang_wei'],
  ])('%s holds', (raw, canonical) => {
    expect(validateWechatId(raw)).toEqual({ verdict: 'valid', canonical, warnings: [] });
  });

  test.each([
    ['微信号：', 'empty'],
    ['微信同号', 'same_as_phone'],
    ['就是手机号', 'same_as_phone'],
    ['13800005123', 'phone_number'],
    ['zhang***26', 'masked'],
    ['张伟的微信', 'charset'],
    ['zhang wei', 'charset'],
    ['2zhangwei', 'first_char'],
    ['abcde', 'length'],
    ['a'.repeat(21), 'length'],
  ])('%s is invalid: %s', (raw, reason) => {
    expect(validateWechatId(raw)).toMatchObject({ verdict: 'invalid', reason });
  });

  test('of any allowed shape is stored as typed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{5,18}[A-Za-z0-9]$/), (id) => {
        expect(validateWechatId(id)).toMatchObject({ verdict: 'valid', canonical: id });
      }),
    );
  });
});

describe('an email address', () => {
  test.each([
    ['ZhaoMin@Example.COM', 'ZhaoMin@example.com'],
    ['邮箱：zhaomin@example.com。', 'zhaomin@example.com'],
    ['我的邮箱是zhaomin@example.com', 'zhaomin@example.com'],
    ['<zhaomin@example.com>', 'zhaomin@example.com'],
    ['Email: zhaomin@example.com', 'zhaomin@example.com'],
    ['email@example.com', 'email@example.com'],
    ['mail-zhao@example.com', 'mail-zhao@example.com'],
    ['zhao_min%1@mail-1.example.cn', 'zhao_min%1@mail-1.example.cn'],
  ])('%s holds', (raw, canonical) => {
    expect(validateEmail(raw)).toEqual({ verdict: 'valid', canonical, warnings: [] });
  });

  test.each([
    ['zhaomin#example.com', 'zhaomin@example.com'],
    ['zhaomin@example。com', 'zhaomin@example.com'],
    ['zhaomin@example，Com', 'zhaomin@example.com'],
    ['邮箱zhaomin#qq。com', 'zhaomin@qq.com'],
  ])('%s is not taken, but %s is offered', (raw, suggestion) => {
    expect(validateEmail(raw)).toEqual({ verdict: 'invalid', reason: 'mistyped', suggestion });
  });

  test.each([
    ['邮箱', 'empty'],
    ['zhao***@example.com', 'masked'],
    ['zhao min@example.com', 'space'],
    ['zhaomin.example.com', 'no_at'],
    ['zhaomin@@example.com', 'multiple_at'],
    ['赵敏@example.com', 'charset'],
    ['@example.com', 'local_part'],
    ['zhao..min@example.com', 'local_part'],
    ['zhaomin@example', 'no_tld'],
    ['zhaomin@example.c', 'no_tld'],
    ['zhaomin@-example.com', 'domain'],
    ['zhaomin@example..com', 'domain'],
    [`${'a'.repeat(65)}@example.com`, 'too_long'],
  ])('%s is invalid: %s', (raw, reason) => {
    expect(validateEmail(raw)).toEqual({ verdict: 'invalid', reason });
  });

  test('of an ordinary shape is accepted again as it was stored', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_+]{0,20}@[A-Za-z0-9]{1,20}\.(com|cn|com\.cn)$/), (address) => {
        const verdict = validateEmail(address);
        expect(verdict.verdict).toBe('valid');
        if (verdict.verdict === 'valid') expect(validateEmail(verdict.canonical)).toEqual(verdict);
      }),
    );
  });
});
