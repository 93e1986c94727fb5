import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import fc from 'fast-check';
import { Coded, decode, encode } from '../../../../bot/store/sealed/coding';
import { FIELDS, KEYS, TITLES, WORDS } from '../../../../bot/store/sealed/coding.data';
import { FORMAT } from '../../../../bot/store/sealed/seal';
import { ITEMS } from '../../../../dialogs/types';
import { PRODUCT_INTENTS } from '../../../../nlu/types';
import { wordingText } from '../../../support/dialog';
import { root } from '../../../support/root';

/** All code that may write a record. */
const source = ['bot', 'dialogs']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('coding.data.ts'))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  )
  .join('\n');

/**
 * Keys and titles that are said no more, and fields that are written no more. They keep their place in the table: what is stored was
 * written with it.
 */
const RETIRED = {
  keys: [
    ...['apply', 'how_to_apply', 'eligibility', 'not_invited', 'application_status', 'suspended', 'credit_limit'],
    ...['repayment', 'fees', 'overdue', 'bank_card', 'account_identity', 'usage', 'close_service', 'merchant', 'human'],
    ...['out_of_scope', 'success_rate'],
  ].map((topic) => `answers.${topic}`),
  others: [
    ...['got', 'withdraw_consent.done', 'questions.sure.withdraw_consent.full'],
    ...['acts.complain', 'acts.fraud_report', 'acts.bot_question', 'acts.student', 'acts.third_party'],
  ],
  titles: [
    ...['有什么条件', '怎么开通', '登记开通申请', '开通步骤', '开通条件', '为什么没有入口', '申请进度', '被关闭或冻结'],
    ...['额度', '账单和还款', '利息和费用', '逾期', '绑卡和换卡', '实名和账号', '怎么使用', '关闭或取消', '商家收款'],
    ...['找人工', '其他'],
  ],
  fields: ['how_invited'],
};

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const word = fc.constantFrom(...WORDS);
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.maxSafeNat(),
    fc.string({ unit: 'binary' }),
    word,
    fc.array(tie('value'), { maxLength: 40 }),
    fc.dictionary(fc.oneof(word, fc.string()), tie('value'), { maxKeys: 40, noNullPrototype: true }),
  ),
})).value;

describe('a coded value', () => {
  it('is read as JSON would be', () => {
    fc.assert(fc.property(json, (value) => expect(asJson(decode(encode(value)))).toEqual(asJson(value))));
  });

  it.each([
    [0],
    [47],
    [48],
    [127],
    [128],
    [16_383],
    [16_384],
    [1_795_435_621_329],
    [Number.MAX_SAFE_INTEGER],
    [-1],
    [0.5],
    [-0],
    [''],
    ['同意'],
    ['😀'],
    ['\u0000'],
    ['x'.repeat(100_000)],
    [Array.from({ length: 31 }, (_, i) => i)],
    [Array.from({ length: 32 }, (_, i) => i)],
    [Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`key ${i}`, i]))],
  ])('keeps %p', (value) => {
    expect(decode(encode(value))).toStrictEqual(value);
  });

  it('leaves out what is undefined', () => {
    expect(decode(encode({ a: undefined, b: 1, c: [undefined] }))).toStrictEqual({ b: 1, c: [null] });
  });

  it('keeps a field that is called __proto__ a field', () => {
    const value = JSON.parse('{"__proto__": {"polluted": true}}') as object;
    const read = decode<object>(encode(value));
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(JSON.stringify(read)).toBe(JSON.stringify(value));
  });

  it('takes a byte or two for a word that both sides know', () => {
    expect(WORDS.slice(0, 128).every((known) => encode(known).length === 1)).toBe(true);
    expect(WORDS.slice(128, 256).every((known) => encode(known).length === 2)).toBe(true);
    expect(new Set(WORDS).size).toBe(WORDS.length);
  });

  it('may hold parts that are left as they are until they are wanted', () => {
    const { part } = decode<{ part: Coded<{ name: string }> }>(encode({ part: Coded.of({ name: '测试用户甲' }) }));
    expect(part).toBeInstanceOf(Coded);
    expect(part.read()).toEqual({ name: '测试用户甲' });
  });

  it('is not read where it ends too early', () => {
    const bytes = encode({ name: '测试用户甲', at: [1, 2, 300] });
    for (let length = 0; length < bytes.length; length++)
      expect(() => decode(bytes.subarray(0, length))).toThrow(RangeError);
    expect(() => decode(Buffer.of(0xff))).toThrow(RangeError);
  });
});

describe('the words that both sides know', () => {
  const wording = parse(wordingText()) as Record<string, unknown>;
  it('are those they have always been: whatever is stored was written with these', () => {
    const digest = createHash('sha256').update(WORDS.join('\n')).digest('hex').slice(0, 16);
    expect([FORMAT, digest]).toEqual([2, 'f6a4aa6e528b108e']);
  });

  it('are fields and values of the code, keys of the wording and titles of buttons, and nothing that people say', () => {
    const keysOf = (node: unknown, path: string): string[] =>
      typeof node === 'string' || Array.isArray(node)
        ? [path]
        : Object.entries(node as object).flatMap(([key, child]) => keysOf(child, path ? `${path}.${key}` : key));
    const { choices, aliases: _, ...messages } = wording;
    const known = new Set(keysOf(messages, ''));
    const retired = [...RETIRED.keys, ...RETIRED.others];
    expect(KEYS.filter((key) => !known.has(key) && !retired.includes(key))).toEqual([]);
    expect(retired.filter((key) => known.has(key))).toEqual([]);
    const titles = [...Object.values(choices as object), ...RETIRED.titles];
    expect(TITLES.filter((title) => !titles.includes(title))).toEqual([]);
    expect(FIELDS.filter((field) => !/^[\w./-]+$/.test(field))).toEqual([]);
    const derived = [...ITEMS.map((item) => `${item}Changed`), ...PRODUCT_INTENTS.map((intent) => `topic_${intent}`)];
    const ofClients = ['clientTimestamp'];
    const written = (field: string): boolean =>
      [...derived, ...ofClients, ...RETIRED.fields].includes(field) || source.includes(field);
    expect(FIELDS.filter((field) => !written(field))).toEqual([]);
  });
});
