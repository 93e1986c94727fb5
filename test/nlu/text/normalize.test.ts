import { cleanText, normalize, plainText } from '../../../nlu/text/normalize';
import { simplify } from '../../../nlu/text/traditional';

describe('normalize', () => {
  it.each([
    ['開通分付', '开通分付'],
    ['怎麼開通？？？！！', '怎么开通?!'],
    ['ＡＢＣ　１２３', 'abc 123'],
    ['分\u200b付', '分付'],
    ['哈哈哈哈哈哈', '哈哈哈'],
    ['谢谢😊😊', '谢谢'],
    ['  开通\n\n分付  ', '开通 分付'],
    ['怎么 开 通 分 付', '怎么 开通分付'],
    ['好的[微笑]', '好的'],
    ['', ''],
  ])('%j is read as %j', (text, expected) => expect(normalize(text)).toBe(expected));

  it('changes nothing when it is applied again', () => {
    for (const text of ['開通分付？？', 'ＡＢＣ……', '①张三②李四', 'a  b\t\tc', '哈哈哈哈']) {
      expect(normalize(normalize(text))).toBe(normalize(text));
    }
  });
});

describe('plainText', () => {
  it('keeps every position, so that a value can be cut from the text as typed', () => {
    const clean = cleanText('我叫張三豐，ＩＤ：E１２３、𠮷野');
    expect(plainText(clean)).toHaveLength(clean.length);
  });

  it('leaves a simplified text as it is', () => expect(simplify('我叫张三')).toBe('我叫张三'));
});

describe('cleanText', () => {
  it('takes placeholders of emoji for no text', () => expect(cleanText('【呲牙】').trim()).toBe(''));

  it('does not make digits of fractions and raised digits', () => {
    expect(cleanText('1380000512½')).toBe('1380000512½');
    expect(cleanText('１３８²')).toBe('138²');
  });

  it('turns list marks into line breaks before they can become digits', () =>
    expect(cleanText('①张三②130')).toBe('\n张三\n130'));
});
