import fc from 'fast-check';
import { validateIdNumber } from '../../../../dialogs/validators';
import { REGIONS } from '../../../../dialogs/validators/idNumber/regions.data';
import { iso7064Mod11_2CheckDigit } from '../../../../nlu/text/idChecksum';
import { readVectors, TODAY } from '../vectors';

const validate = (raw: string) => validateIdNumber(raw, { today: TODAY });

/** Invented numbers of adults in counties that still exist; sequences 981-995 are hardly ever assigned. */
const adultNumber = fc
  .record({
    region: fc.constantFrom(
      ...Object.entries(REGIONS).flatMap(([prefix, entries]) =>
        entries
          .split(' ')
          .filter((entry) => entry.length === 2)
          .map((entry) => prefix + entry),
      ),
    ),
    birth: fc.date({ min: new Date('1930-01-01T00:00Z'), max: new Date('2008-11-22T00:00Z'), noInvalidDate: true }),
    sequence: fc.integer({ min: 981, max: 995 }),
  })
  .map(({ region, birth, sequence }) => {
    const first17 = region + birth.toISOString().slice(0, 10).replaceAll('-', '') + String(sequence);
    return first17 + iso7064Mod11_2CheckDigit(first17);
  });

describe('the vectors', () => {
  test.each(readVectors('id.tsv').map((row) => [row['input'], row['note'], row] as const))(
    '%j: %s',
    (input, _, row) => {
      const verdict = validate(input ?? '');
      expect({
        verdict: verdict.verdict,
        reason: 'reason' in verdict ? verdict.reason : '',
        canonical: 'canonical' in verdict ? verdict.canonical : '',
        birth: 'birth' in verdict ? verdict.birth : '',
        sex: 'sex' in verdict ? verdict.sex : '',
        age: 'age' in verdict ? String(verdict.age) : '',
        warn: 'warnings' in verdict ? verdict.warnings.join(' ') : '',
      }).toEqual({
        verdict: row['verdict'],
        reason: row['reason'],
        canonical: row['canonical'],
        birth: row['birth'],
        sex: row['sex'],
        age: row['age'],
        warn: row['warn'],
      });
    },
  );
});

describe('documents that are not a resident ID card', () => {
  test.each([
    'G12345678',
    'EA1234567',
    'D1234567',
    'P1234567',
    'SE1234567',
    'H1234567890',
    'M12345678',
    'A123456(7)',
    'AB123456(A)',
    'B223456789',
    'AC01234567',
    '12345678A',
    '0012345601(B)',
    '护照E12345678',
    '台胞证12345678',
    'e 1234 5678',
  ])('%s is refused as another document', (raw) => {
    expect(validate(raw)).toEqual({ verdict: 'refuse', reason: 'other_document' });
  });

  test.each(['USA110012345678', '911840198506129811', '999999999999999999'])(
    '%s is refused as a foreigner’s card whatever the rest says',
    (raw) => {
      expect(validate(raw)).toEqual({ verdict: 'refuse', reason: 'foreign_permanent_resident' });
    },
  );

  test('a residence permit is taken where the deployment allows it, without a region warning', () => {
    const permit = '810000199001019857';
    expect(validate(permit)).toEqual({ verdict: 'refuse', reason: 'hmt_residence_permit' });
    expect(validateIdNumber(permit, { today: TODAY, acceptHmtResidencePermit: true })).toMatchObject({
      verdict: 'valid',
      canonical: permit,
      warnings: [],
    });
  });
});

describe('ordinary messes', () => {
  test.each([
    ['ID:110105198803159816', '110105198803159816'],
    ['我的身份证：110105198803159816，谢谢', '110105198803159816'],
    ['110105198803159816（本人）', '110105198803159816'],
    ['【110105198803159816】', '110105198803159816'],
    ['110105.19880315.9816', '110105198803159816'],
    ['41010219901212981Х', '41010219901212981X'],
    ['41010219901212981х', '41010219901212981X'],
  ])('%s holds', (raw, canonical) => {
    expect(validate(raw)).toMatchObject({ verdict: 'valid', canonical });
  });

  test.each([
    ['身份证号码：', 'empty'],
    ['\u200B\uFEFF', 'empty'],
    ['110105********9816', 'masked'],
    ['110105●●●●●●●●9816', 'masked'],
    ['110105××××××××9816', 'masked'],
    ['6222021234567890', 'bank_card'],
    ['1622021234567890', 'length'],
    ['91110108MA01234567', 'charset'],
    ['一一零一零五一九八八零三一五九八一六', 'charset'],
    ['11010519880315981', 'length'],
    ['后四位9811', 'length'],
    ['910101199001011', 'region_province'],
    ['440524188001010014', 'birth_too_old'],
    ['110105491231002', 'sample_number'],
  ])('%s is invalid: %s', (raw, reason) => {
    expect(validate(raw)).toMatchObject({ verdict: 'invalid', reason });
  });

  test('a wrong length says how many characters were typed', () => {
    expect(validate('1101 0519 88')).toEqual({ verdict: 'invalid', reason: 'length', details: { length: 10 } });
  });

  test.each([
    ['134567890123456789', true],
    ['110105198803159817', true],
    ['320106200213019819', undefined],
    ['11010519880315981X', undefined],
  ])('%s is suspected to be a payment code: %s', (raw, suspect) => {
    const verdict = validate(raw);
    expect('paymentCodeSuspect' in verdict ? verdict.paymentCodeSuspect : undefined).toBe(suspect);
  });
});

describe('warnings for the reviewer', () => {
  const withCheckDigit = (first17: string) => first17 + iso7064Mod11_2CheckDigit(first17);

  test.each([
    ['a sequence of zeros', '35020319900101000', ['seq000']],
    ['a prefecture that had no county until 2014', '46020019900101981', []],
    ['a province', '11000019900101981', ['region_not_county']],
    ['a code abolished in the year of birth', '51020219970101981', []],
    ['a code abolished the year before', '51020219980101981', ['born_after_region_abolished']],
    ['several at once', '11019919200101000', ['region_unlisted', 'seq000', 'age_over_100']],
  ])('%s', (_, first17, warnings) => {
    expect(validate(withCheckDigit(first17))).toMatchObject({ verdict: 'valid', warnings });
  });
});

describe('any resident ID number', () => {
  test('an adult’s is valid without warnings, and its canonical form is itself', () => {
    fc.assert(
      fc.property(adultNumber, (number) => {
        expect(validate(number)).toMatchObject({ verdict: 'valid', canonical: number, warnings: [] });
      }),
    );
  });

  test('lower case, full width, spaces and a label do not change it', () => {
    fc.assert(
      fc.property(adultNumber, fc.nat({ max: 17 }), (number, at) => {
        const wide = [...number].map((char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).join('');
        const spaced = `${number.slice(0, at)} \u200B${number.slice(at)}`;
        for (const raw of [number.toLowerCase(), wide, spaced, `身份证号：${number}。`]) {
          expect(validate(raw)).toMatchObject({ verdict: 'valid', canonical: number });
        }
      }),
    );
  });

  test('with one digit changed is never valid: MOD 11-2 finds every single error', () => {
    fc.assert(
      fc.property(adultNumber, fc.nat({ max: 16 }), fc.integer({ min: 1, max: 9 }), (number, at, shift) => {
        const changed = number.slice(0, at) + String((Number(number[at]) + shift) % 10) + number.slice(at + 1);
        expect(validate(changed).verdict).not.toBe('valid');
      }),
    );
  });

  test('with two different neighbours swapped is never valid', () => {
    fc.assert(
      fc.property(adultNumber, fc.nat({ max: 15 }), (number, at) => {
        fc.pre(number[at] !== number[at + 1]);
        const swapped = number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2);
        expect(validate(swapped).verdict).not.toBe('valid');
      }),
    );
  });
});
