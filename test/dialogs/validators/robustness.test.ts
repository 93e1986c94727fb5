import fc from 'fast-check';
import {
  validateEmail,
  validateIdNumber,
  validateName,
  validatePhone,
  validateWechatId,
  type Verdict,
} from '../../../dialogs/validators';
import { TODAY } from './vectors';

const VALIDATORS: [string, (raw: string) => Verdict][] = [
  ['validateIdNumber', (raw) => validateIdNumber(raw, { today: TODAY })],
  ['validatePhone', validatePhone],
  ['validateName', validateName],
  ['validateEmail', validateEmail],
  ['validateWechatId', validateWechatId],
];

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom(...'0189xX×*+-.@#。·•●（）【】:：身份证号张三我叫是\u200B\u3000\uE000\uD83D😊ａ１'), {
      maxLength: 60,
    })
    .map((chars) => chars.join('')),
);

describe.each(VALIDATORS)('%s', (_, validate) => {
  test('gives a verdict on any string', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        expect(['valid', 'confirm', 'invalid', 'refuse']).toContain(validate(raw).verdict);
      }),
      { numRuns: 1000 },
    );
  });

  test('says the same of the stored form as of the typed one', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const verdict = validate(raw);
        if (verdict.verdict !== 'valid') return;
        expect(validate(verdict.canonical)).toMatchObject({ verdict: 'valid', canonical: verdict.canonical });
      }),
      { numRuns: 1000 },
    );
  });

  test.each(['1', 'x', '张', ' ', '(', '：', '·', 'a@', '我叫', '1 ', '\u200B'])(
    'refuses 100,000 × %j without reading it',
    (unit) => {
      expect(validate(unit.repeat(100_000)).verdict).toBe('invalid');
    },
  );

  test.each(['1', '张', ' ', '(', '我是', '1,', 'a.', '是的 ', '13'])(
    'takes time in proportion to the length of %j repeated',
    (unit) => {
      const perRun = (length: number): number => {
        const raw = unit.repeat(Math.floor(length / unit.length));
        const start = performance.now();
        for (let run = 0; run < 200; run += 1) validate(raw);
        return performance.now() - start;
      };
      perRun(1000);
      const shortMs = Math.min(perRun(125), perRun(125), perRun(125)) + 1;
      expect(Math.min(perRun(1000), perRun(1000), perRun(1000)) / shortMs).toBeLessThan(8 * 5);
    },
  );
});
