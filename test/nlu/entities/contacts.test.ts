import { entitiesIn, faultsIn } from './reading';

describe('a Latin word near 微信 is no WeChat ID by that alone', () => {
  it.each([
    '微信 app 里怎么开通',
    '微信 pay',
    '微信 wallet',
    '微信pay怎么开',
    'wechat pay',
    '微信 android版',
    '手机是 iphone15',
    '我用iphone15，微信打不开',
  ])('%s', (said) => {
    expect(entitiesIn(said)).toEqual({});
    expect(faultsIn(said, 'none')).toEqual([]);
  });

  it.each([
    'submit',
    'help me',
    'agree',
    'confirm',
    'please wait',
    'how do i apply',
    'phone number',
    '微信 support',
    'huawei p40',
  ])('nor is English at the question for a contact: %s', (said) => {
    expect(entitiesIn(said, 'contact')).toEqual({});
    expect(faultsIn(said, 'contact')).toEqual([]);
  });

  it.each([
    ['微信lin_xy88', 'lin_xy88'],
    ['加我微信 zhangwei88 谢谢', 'zhangwei88'],
    ['微信号zhangwei', 'zhangwei'],
    ['微信是zhangwei', 'zhangwei'],
    ['wx:zhangwei', 'zhangwei'],
    ['微信 zhangwei', 'zhangwei'],
    ['my wechat is zhangwei88', 'zhangwei88'],
    ['微信改成zhangwei', 'zhangwei'],
    ['linxiaoyan', 'linxiaoyan'],
  ])('but this is one: %s', (said, wechatId) => expect(entitiesIn(said, 'contact')).toEqual({ wechatId }));

  it.each(['微信号 abc', 'abc', 'zhang wei'])('and this is meant as one: %s', (said) =>
    expect(faultsIn(said, 'contact')).toEqual([expect.stringMatching(/^wechatId: /)]),
  );
});

describe('the phone number as WeChat ID', () => {
  it.each(['微信同手机号', '微信同号', '微信号就是手机号', '手机号就是微信号', '微信跟手机号一样', '同号'])(
    'gives no ID by itself: %s',
    (said) => {
      expect(entitiesIn(said, 'contact')).toEqual({});
      expect(faultsIn(said, 'contact')).toEqual(['wechatId: same_as_phone']);
    },
  );

  it.each(['13800005123 微信同手机号', '13800005123微信同号', '微信同号13800005123'])(
    'beside one it is that: %s',
    (said) => {
      expect(entitiesIn(said, 'contact')).toEqual({ phone: '13800005123' });
      expect(faultsIn(said, 'contact')).toEqual([]);
    },
  );
});
