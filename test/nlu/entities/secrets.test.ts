import { extract } from '../../../nlu/entities/extract';

describe('secrets are dropped and masked', () => {
  it.each([
    ['验证码是四个八六二一', 'code'],
    ['验证码三个8加621', 'code'],
    ['验证码六个1', 'code'],
    ['验证码8六2一', 'code'],
    ['验证码：A8K2', 'code'],
    ['yzm 382911', 'code'],
    ['短信上的数字是 382911', 'code'],
    ['6222 0000 1111 2222', 'bankCard'],
    ['6222-0000-1111-2222-333', 'bankCard'],
    ['工资卡6217001234567890123', 'bankCard'],
    ['工资卡号62170012', 'bankCard'],
    ['卡号是6217 0012 3456', 'bankCard'],
    ['卡号六二二二零二一二三四五六七八九四', 'bankCard'],
    ['安全码是七三七', 'cvv'],
    ['CVV是三个1', 'cvv'],
  ])('%s: %s', (said, kind) => {
    const draft = extract(said, 'none');
    expect(draft.secrets).toEqual([kind]);
    expect(draft.redacted()).toContain('▇');
    expect(draft.redacted()).not.toMatch(/\d{3}|[一二三四五六七八]{3}/);
  });

  it.each([
    '验证码2026年11月22日收不到',
    '验证码2026-11-22发的',
    '验证码扣了5000元',
    '验证码等了1000秒还没来',
    '卡号后四位1234',
    '2026-11-22',
    '我借了5000',
    '密码输错5次被锁24小时',
    '银行卡预留手机13800005123',
  ])('no secret: %s', (said) => expect(extract(said, 'none').secrets).toEqual([]));
});
