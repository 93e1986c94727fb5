import { chooseFeatures, type Counted } from '../../../nlu/model/learn/choose';

const TELLS = 11;
const EVERYWHERE = 12;
const ONCE = 13;
const example = (source: number, label: number, ...hashes: number[]): Counted => ({
  hashes: Int32Array.from(hashes),
  labels: [label],
  share: 1,
  balance: 1,
  source,
});
const examples = [
  ...[0, 1, 2, 3].map((source) => example(source, 0, TELLS, EVERYWHERE)),
  ...[4, 5, 6].map((source) => example(source, 1, EVERYWHERE)),
  example(7, 1, EVERYWHERE, ONCE),
];

describe('choosing features', () => {
  test('takes what tells topics apart before what occurs everywhere', () => {
    expect([...chooseFeatures(examples, 2, 1)]).toEqual([TELLS]);
  });

  test('leaves out what a single line holds, even where there is room', () => {
    expect([...chooseFeatures(examples, 2, 2)]).toEqual([TELLS, EVERYWHERE]);
    const repeated = [...examples, example(7, 1, ONCE), example(7, 1, ONCE)];
    expect([...chooseFeatures(repeated, 2, 2)]).not.toContain(ONCE);
  });

  test('takes all where there are few', () => {
    expect([...chooseFeatures(examples, 2, 3)].sort()).toEqual([TELLS, EVERYWHERE, ONCE]);
  });
});
