import fc from 'fast-check';
import { isCalendarDay } from '../../nlu/entities/numbers/idNumber';
import { iso7064Mod11_2CheckDigit } from '../../nlu/text/idChecksum';
import { createUnderstand } from '../../nlu/understand';
import type { Pending } from '../../nlu/types';

const understand = createUnderstand({
  classify: () => ({ intents: [{ intent: 'out_of_scope', confidence: 0.2 }], topics: [] }),
});

const pendings = fc.constantFrom<Pending>('name', 'idNumber', 'phone', 'contact', 'consent', 'confirm', 'none');
const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));

const cards = fc
  .tuple(fc.constantFrom('62', '4', '5', '35'), fc.constantFrom(16, 19), digits(18))
  .map(([start, length, filler]) => {
    const body = (start + filler).slice(0, length - 1);
    const sum = [...body]
      .reverse()
      .reduce(
        (total, digit, at) =>
          total + (at % 2 === 0 ? Math.floor((Number(digit) * 2) / 10) + ((Number(digit) * 2) % 10) : Number(digit)),
        0,
      );
    return body + String((10 - (sum % 10)) % 10);
  });
const idNumbers = fc
  .tuple(
    fc.constantFrom('110101', '320106', '510202', '650102'),
    fc.integer({ min: 1950, max: 2005 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 981, max: 995 }),
  )
  .map(
    ([region, year, month, day, sequence]) =>
      `${region}${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${sequence}`,
  )
  .map((first17) => first17 + iso7064Mod11_2CheckDigit(first17));
const phones = fc
  .tuple(fc.constantFrom('139', '158', '186', '192', '177'), digits(7))
  .map(([segment, rest]) => `${segment}0${rest}`)
  .filter((phone) => !/(\d)\1{7}$|12345678$|13800138000/.test(phone));
const names = fc.constantFrom('张伟国', '王芳', '欧阳雪儿', '林晓燕', '阿依古丽·买买提', '郭子轩');

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const widths = fc.constantFrom((text: string) => text, fullWidth);
const chatter = fc.constantFrom('', '你好', '麻烦帮我看看', '谢谢', '怎么开通分付', '😊');

describe('whatever is written', () => {
  it('understanding never throws, and keeps to its shape', () => {
    const pieces = fc.constantFrom(
      '我叫',
      '不是',
      '13900006234',
      '验证码',
      '密码',
      '*',
      '改成',
      '110101',
      '张',
      '分付',
      '\n',
      ' ',
      '1.',
      '微信',
      '@',
      'x',
      '。',
      '𠮷',
      '\uD800',
      '①',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((list) => list.join('')),
        ),
        pendings,
        (text, pending) => {
          const understanding = understand(text, pending);
          expect(understanding.confidence).toBeLessThanOrEqual(1);
          expect(understanding.alternatives.length).toBeLessThanOrEqual(3);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a message of any length is answered from its beginning', () => {
    const understanding = understand(`我叫林晓燕，${'啊'.repeat(100_000)}13900006234`);
    expect(understanding.entities).toEqual({ name: '林晓燕' });
  });
});

describe('secrets leave no digit behind', () => {
  const lettersAndDigits = fc
    .array(fc.constantFrom(...'abcdefghjkmnpqrstuvwxyz23456789'), { minLength: 6, maxLength: 12 })
    .map((list) => `Q${list.join('')}7`);
  const holds = (planted: string, text: string, pending: Pending): void => {
    const output = JSON.stringify(understand(text, pending));
    expect(output.normalize('NFKC').replace(/[\s-]/g, '')).not.toContain(planted);
  };

  it('not of a bank card, in one piece or in fours', () => {
    const grouped = fc.constantFrom(
      (card: string) => card,
      (card: string) => card.replace(/(\d{4})(?=\d)/g, '$1 '),
      (card: string) => card.replace(/(\d{4})(?=\d)/g, '$1-'),
    );
    fc.assert(
      fc.property(cards, grouped, widths, chatter, chatter, pendings, (card, group, width, before, after, pending) => {
        const text = `${before} ${width(group(card))} ${after}`;
        // 17 to 19 digits that hold a birthday are a mistyped ID number: see the next test.
        fc.pre(card.length < 17 || !isCalendarDay(card.slice(6, 14)));
        holds(card, text, pending);
        expect(understand(text, pending).secrets).toContain('bankCard');
      }),
    );
  });

  it('but digits that hold a birthday are asked for again as an ID number, though a card could have them', () => {
    const { secrets, entities, nearMisses } = understand('6200002000010100004', 'idNumber');
    expect({ secrets, entities }).toEqual({ secrets: [], entities: {} });
    expect(nearMisses).toEqual([{ slot: 'idNumber', text: '6200002000010100004' }]);
  });

  it('not of a code, however it is announced', () => {
    const announced = fc.constantFrom(
      (code: string) => `验证码是${code}`,
      (code: string) => `我的验证码 ${code}`,
      (code: string) => `短信验证码：${code}`,
      (code: string) => `${code}是验证码`,
      (code: string) => `驗證碼${code}`,
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 8 }).chain(digits),
        announced,
        widths,
        pendings,
        (code, announce, width, pending) => holds(code, width(announce(code)), pending),
      ),
    );
  });

  it('not of a code that comes bare while a value is asked for', () => {
    fc.assert(
      fc.property(
        digits(6),
        widths,
        fc.constantFrom<Pending>('name', 'idNumber', 'phone', 'contact'),
        (code, width, pending) => holds(code, width(code), pending),
      ),
    );
  });

  it('not of a password', () => {
    const announced = fc.constantFrom(
      (word: string) => `密码${word}`,
      (word: string) => `支付密码是：${word}`,
      (word: string) => `我的登录密码 ${word} 帮我看看`,
      (word: string) => `pwd: ${word}`,
    );
    fc.assert(
      fc.property(lettersAndDigits, announced, chatter, pendings, (word, announce, before, pending) =>
        holds(word, `${before}${announce(word)}`, pending),
      ),
    );
  });
});

describe('values survive the way they are written', () => {
  const separators = fc.constantFrom(' ', '，', ',', '\n', '；', ' / ', '、', '|');
  const idLabels = fc.constantFrom('', '身份证号：', '身份证', '证件号 ', 'ID:', 'sfz', '身份证号码是');
  const phoneLabels = fc.constantFrom('', '电话', '手机号：', 'tel:', '手机号码 ', '联系方式：', '+86 ');
  const nameLabels = fc.constantFrom('', '姓名：', '我叫', '名字', '真名：', '本人');

  it('in any order, with any label and separator, in full or half width', () => {
    const parts = fc
      .tuple(names, idNumbers, phones, nameLabels, idLabels, phoneLabels)
      .map(([name, idNumber, phone, ...labels]) => ({
        entities: { name, idNumber, phone },
        written: [labels[0] + name, labels[1] + idNumber, labels[2] + phone],
      }));
    fc.assert(
      fc.property(
        parts,
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        separators,
        widths,
        ({ entities, written }, order, separator, width) => {
          const text = width(order.map((index) => written[index]).join(separator));
          expect(understand(text).entities).toEqual(entities);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('in groups of digits', () => {
    const joiners = fc.constantFrom(' ', '-', '.', '_', '—', '\u00a0', '\u3000');
    fc.assert(
      fc.property(idNumbers, phones, joiners, (idNumber, phone, joiner) => {
        const id = [idNumber.slice(0, 6), idNumber.slice(6, 14), idNumber.slice(14)].join(joiner);
        const tel = [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)].join(joiner);
        expect(understand(`身份证${id}，电话${tel}`).entities).toEqual({ idNumber, phone });
      }),
    );
  });

  it('with a small x and invisible characters inside', () => {
    fc.assert(
      fc.property(idNumbers, fc.integer({ min: 1, max: 17 }), (idNumber, at) => {
        expect(
          understand(`${idNumber.slice(0, at)}\u200b${idNumber.slice(at)}`.toLowerCase(), 'idNumber').entities,
        ).toEqual({ idNumber });
      }),
    );
  });

  it('and the rejected one of two never counts', () => {
    const wordings = fc.constantFrom(
      (wrong: string, right: string) => `不是${wrong}，是${right}`,
      (wrong: string, right: string) => `${wrong}不用了，用${right}`,
      (wrong: string, right: string) => `把${wrong}改成${right}`,
      (wrong: string, right: string) => `是${right}，不是${wrong}`,
      (wrong: string, right: string) => `${wrong}错了，应该是${right}`,
    );
    fc.assert(
      fc.property(wordings, phones, phones, (wording, wrong, right) => {
        fc.pre(wrong !== right);
        const { entities, corrections, intent } = understand(wording(wrong, right), 'confirm');
        expect({ entities, corrections, intent }).toEqual({
          entities: { phone: right },
          corrections: [{ slot: 'phone', value: right }],
          intent: 'correct',
        });
      }),
    );
  });
});
