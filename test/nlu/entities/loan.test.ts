import { entitiesIn } from './reading';

describe('a sum and a time', () => {
  it.each([
    ['借5000一个月多少利息', 5_000, 30],
    ['三千块用20天要多少利息', 3_000, 20],
    ['三百块用20天要多少利息', 300, 20],
    ['1万用一年', 10_000, 365],
    ['借2千7天', 2_000, 7],
    ['用了1.5万，半年利息多少', 15_000, 183],
    ['800元10天后还', 800, 10],
    ['1000块利息多少', 1_000, 30],
    ['500元两周', 500, 14],
  ])('%s', (text, amount, days) => {
    expect(entitiesIn(text).loan).toEqual({ amount, days });
  });

  it.each(['支付分650', '我今年30岁', '利息一天多少', '手机13800005123', '逾期3天了', '等了两天'])(
    'are not in %s',
    (text) => expect(entitiesIn(text).loan).toBeUndefined(),
  );
});
