import { extract } from '../../../nlu/entities/extract';
import { parseHanNumber } from '../../../nlu/entities/numbers/hanNumber';
import { entitiesIn, faultsIn } from './reading';

describe('one number has one reading', () => {
  it.each([
    ['008613800005123', 'idNumber: region_province'],
    ['0085291234567', 'idNumber: length'],
    ['+852 9123 4567', 'idNumber: length'],
    ['00130185199003129811', 'idNumber: length'],
    ['120101119105010131', 'idNumber: birth_too_old'],
  ])('at the question for the ID number %s is one with a fault', (said, fault) => {
    expect(entitiesIn(said, 'idNumber')).toEqual({});
    expect(faultsIn(said, 'idNumber')).toEqual([fault]);
    expect(extract(said, 'idNumber').secrets).toEqual([]);
  });

  it.each([
    ['0085291234567', 'phone: not_mainland'],
    ['+852 9123 4567', 'phone: not_mainland'],
    ['120101119105010131', 'phone: looks_like_id'],
    ['1380000512313900005123', 'phone: multiple'],
  ])('at the question for a phone number %s is one with a fault', (said, fault) => {
    expect(entitiesIn(said, 'phone')).toEqual({});
    expect(faultsIn(said, 'phone')).toEqual([fault]);
    expect(faultsIn(said, 'contact')).toEqual([fault]);
  });

  it('a phone number with its country code is one at its own question', () =>
    expect(entitiesIn('008613800005123', 'phone')).toEqual({ phone: '13800005123' }));

  it('a payment code stays one', () =>
    expect(extract('134567890123456789', 'idNumber').secrets).toEqual(['paymentCode']));
});

describe('a number that runs on is no other number', () => {
  it.each(['1380000512½', '13800005121/2', '13800005123½', '1380000512 1/2', '13800005123-2', '13800005123²'])(
    '%s',
    (said) => {
      expect(entitiesIn(said, 'phone')).toEqual({});
      expect(faultsIn(said, 'phone')).toEqual([expect.stringMatching(/^phone: (?:length|charset|extension)$/)]);
    },
  );
});

describe('two phone numbers are asked about', () => {
  it.each(['或', '或者', '、', '还是', '和', '/', ' ', '，'])('with %j between them', (between) => {
    const said = `13800005123${between}13900005123`;
    expect(entitiesIn(said, 'phone')).toEqual({});
    expect(faultsIn(said, 'phone')).toEqual(['phone: multiple']);
  });

  it('but the first counts where the second is a spare one', () =>
    expect(entitiesIn('主号13800005123，备用13900005123', 'phone')).toEqual({ phone: '13800005123' }));
});

describe('half a number is too short', () => {
  it.each(['13800', '1380000', '13800005', '005123'])('%s', (said) => {
    expect(entitiesIn(said, 'phone')).toEqual({});
    expect(faultsIn(said, 'phone')).toEqual(['phone: length']);
    expect(faultsIn(said, 'contact')).toEqual(['phone: length']);
  });

  it('and is no part of what is kept where it may be a code', () => {
    const { secrets, nearMisses } = extract('005123', 'phone');
    expect(secrets).toEqual(['code']);
    expect(JSON.stringify(nearMisses)).not.toContain('5123');
  });
});

it.each(['幺三八零零零零五幺二三', '幺三八 零零零零 五幺二三', '一三八，零零零零，五一二三'])(
  'spoken digits are named as such: %s',
  (said) => expect(faultsIn(said, 'phone')).toEqual(['phone: charset']),
);

it.each([
  ['十八', 18],
  ['七十', 70],
  ['五十有八', 58],
  ['六百', 600],
  ['六百零五', 605],
  ['六百八', 680],
  ['七百一', 710],
  ['五百七十五', 575],
  ['', undefined],
  ['百', undefined],
])('%s is %s', (spoken, value) => expect(parseHanNumber(spoken)).toBe(value));
