import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { validatePhone } from '../../../dialogs/validators';
import { readVectors } from './vectors';

describe('the vectors', () => {
  test.each(readVectors('phone.tsv').map((row) => [row['input'] ?? '', row['note'], row] as const))(
    '%j: %s',
    (input, _, row) => {
      const verdict = validatePhone(input);
      expect({
        verdict: verdict.verdict,
        reason: 'reason' in verdict ? verdict.reason : '',
        canonical: 'canonical' in verdict ? verdict.canonical : '',
        warn: 'warnings' in verdict ? verdict.warnings.join(' ') : '',
      }).toEqual({ verdict: row['verdict'], reason: row['reason'], canonical: row['canonical'], warn: row['warn'] });
    },
  );
});

const subscriber = fc.integer({ min: 0, max: 99_999_999 }).map((number) => String(number).padStart(8, '0'));

describe('segments', () => {
  const ACCEPTED =
    '130 131 132 133 134 135 136 137 138 139 145 147 150 151 152 153 155 156 157 158 159 162 165 166 167 170 171 172 173 175 176 177 178 ' +
    '180 181 182 183 184 185 186 187 188 189 190 191 192 193 195 196 197 198 199';

  test('exactly the listed ones are accepted', () => {
    const accepted = Array.from({ length: 100 }, (_, index) => String(100 + index)).filter(
      (prefix) => validatePhone(`${prefix}00005123`).verdict === 'valid',
    );
    expect(accepted).toEqual(ACCEPTED.split(' '));
  });

  test('libphonenumber agrees but for satellite 1610x and 1740x, so that new segments show', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 199 }), subscriber, (prefix, rest) => {
        const number = `${prefix}${rest}`;
        fc.pre(!/^1(?:610|740)/.test(number));
        const parsed = parsePhoneNumberFromString(number, 'CN');
        expect([number, validatePhone(number).verdict !== 'invalid']).toEqual([
          number,
          parsed?.country === 'CN' && parsed.isValid(),
        ]);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['16200005123', ['virtual']],
    ['16500005123', ['virtual']],
    ['17000005123', ['virtual']],
    ['14700005123', ['data_sim']],
    ['19200005123', []],
  ])('%s carries the warnings %j', (number, warnings) => {
    expect(validatePhone(number)).toEqual({ verdict: 'valid', canonical: number, warnings });
  });
});

describe('ordinary messes', () => {
  test.each([
    '我的手机号是13800005123。',
    '13800005123（本人）',
    'Tel: 138 0000 5123',
    '１３８００００５１２３',
    '电话+86 138 0000 5123',
    '0086 138-0000-5123',
    '+86-0138 0000 5123',
    '138.0000.5123',
    '13800005123😊',
  ])('%s holds', (raw) => {
    expect(validatePhone(raw)).toEqual({ verdict: 'valid', canonical: '13800005123', warnings: [] });
  });

  test.each([
    ['手机号：', 'empty'],
    ['——', 'empty'],
    ['138****5123', 'masked'],
    ['138●●●●5123', 'masked'],
    ['O3800005123', 'charset'],
    ['没有手机', 'charset'],
    ['1380000512', 'length'],
    ['138000051234', 'length'],
    ['23800005123', 'segment'],
    ['010-12345678', 'landline'],
    ['(021) 6500 1234', 'landline'],
    ['+86 755 2600 1234', 'landline'],
    ['6500123', 'landline'],
    ['0755-26001234转801', 'landline'],
    ['8008101234', 'service_number'],
    ['95588', 'service_number'],
    ['110', 'service_number'],
    ['12306', 'service_number'],
    ['+1 415 555 2671', 'not_mainland'],
    ['852 9123 4567', 'not_mainland'],
    ['0912345678', 'not_mainland'],
    ['香港 9123 4567', 'not_mainland'],
    ['13800005123 13900005123', 'multiple'],
    ['13800005123或13900005123', 'multiple'],
    ['1380000512313900005123', 'multiple'],
    ['13800005123分机8', 'extension'],
    ['13800005123 ext. 12', 'extension'],
    ['110105198803159816', 'looks_like_id'],
    ['11010519880315981x', 'looks_like_id'],
    ['510202900511981', 'looks_like_id'],
  ])('%s is invalid: %s', (raw, reason) => {
    expect(validatePhone(raw)).toMatchObject({ verdict: 'invalid', reason });
  });

  test.each(['13812345678', '13800138000', '13333333333', '18800000000'])('%s is asked once', (number) => {
    expect(validatePhone(number)).toMatchObject({ verdict: 'confirm', reason: 'looks_fake', canonical: number });
  });

  test('a wrong length says how many digits there were', () => {
    expect(validatePhone('138 0000 512')).toEqual({ verdict: 'invalid', reason: 'length', details: { length: 10 } });
  });
});

test('any accepted number is accepted again as it was stored, and however it is grouped', () => {
  fc.assert(
    fc.property(fc.constantFrom('138', '159', '188', '171', '145', '199'), subscriber, (prefix, rest) => {
      const number = prefix + rest;
      const verdict = validatePhone(number);
      expect(verdict).toMatchObject({ canonical: number });
      for (const raw of [
        `+86 ${number}`,
        `${prefix}-${rest.slice(0, 4)}-${rest.slice(4)}`,
        `0${number}`,
        `手机${number}`,
      ]) {
        expect(validatePhone(raw)).toEqual(verdict);
      }
    }),
  );
});
