import { maskContact, maskName, transcriptText } from '../../../dialogs/speak/mask';
import { createUnderstand } from '../../../nlu';

const understand = createUnderstand({
  classify: () => ({ intents: [{ intent: 'out_of_scope', confidence: 0.2 }], topics: [] }),
});

it.each([
  ['张伟', '张*'],
  ['张伟国', '张**'],
  ['欧阳娜娜', '欧**'],
  ['阿依古丽·买买提', '阿**'],
  ['𠮷田', '𠮷*'],
])('shows of the name %s no more than %s', (name, shown) => {
  expect(maskName(name)).toBe(shown);
});

it('shows a contact by its ends', () => {
  expect(maskContact({ kind: 'phone', value: '13800005123' })).toBe('138****5123');
  expect(maskContact({ kind: 'email', value: 'zhangsan@example.com' })).toBe('z***@example.com');
  expect(maskContact({ kind: 'wechatId', value: 'wx_abc123' })).toBe('wx***3');
});

describe('what the transcript keeps', () => {
  it.each([
    '130185199003129811',
    '130185 19900312 9811',
    '130185-19900312-9811',
    '我的身份证130185199003129811谢谢',
    '１３０１８５１９９００３１２９８１１',
    '130185199003129812',
    '13018519900312981',
  ])('holds no ID number of %s', (said) => {
    const kept = transcriptText(understand(said, 'idNumber')).normalize('NFKC').replace(/[ -]/gu, '');
    expect(kept).not.toMatch(/13018519900312981|19900312/u);
  });

  it.each(['13800005123', '电话138 0000 5123', '１３８００００５１２３', '1380000512'])(
    'holds no phone number of %s',
    (said) => {
      const kept = transcriptText(understand(said, 'contact')).normalize('NFKC').replace(/[ -]/gu, '');
      expect(kept).not.toMatch(/1380000512/u);
    },
  );

  it('holds neither address nor WeChat ID in full', () => {
    expect(transcriptText(understand('我邮箱zhangsan@example.com', 'contact'))).not.toContain('zhangsan');
    expect(transcriptText(understand('微信号 wx_abc123', 'contact'))).not.toContain('wx_abc123');
  });

  it('holds no secret', () => {
    expect(transcriptText(understand('支付密码是abc123456', 'name'))).not.toContain('abc123456');
    expect(transcriptText(understand('验证码 384756', 'none'))).not.toContain('384756');
  });

  it('holds an application number and short figures as they are', () => {
    expect(transcriptText(understand('查FF-20261123-7K3M9Q', 'none'))).toBe('查FF-20261123-7K3M9Q');
    expect(transcriptText(understand('支付分650', 'none'))).toBe('支付分650');
  });
});
