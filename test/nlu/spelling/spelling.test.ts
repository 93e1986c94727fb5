import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadLanguage } from '../../../nlu/spelling/languageFile';
import { createSpelling } from '../../../nlu/spelling/spelling';
import { normalize } from '../../../nlu/text/normalize';

const { decode, mend } = createSpelling(loadLanguage());

describe('pinyin', () => {
  it.each([
    ['wo bu xiang huo le', '我不想活了'],
    ['mei qian huan', '没钱还'],
    ['nimen shenme shihou shangban', '你们什么时候上班'],
    ['mei you kan dao', '没有看到'],
    ['kan bu dao a', '看不到啊'],
    ['wo liaojie', '我了解'],
    ['queren tijiao', '确认提交'],
    ['hui bu hui shang zhengxin', '会不会上征信'],
    ['wo ma shuo ji xu', '我妈说继续'],
    ['bangding le', '绑定了'],
    ['jixu shenqing ba', '继续申请吧'],
    ['zhuanrengong', '转人工'],
    ['fen fu zenme kaitong', '分付怎么开通'],
    ['bu tong yi', '不同意'],
    ['tongyi', '同意'],
    ['hai mei tong yi', '还没同意'],
    ['you mei you ren gong', '有没有人工'],
    ["ke'yi ma", '可以吗'],
    ['lilv duoshao', '利率多少'],
  ])('reads %s', (typed, meant) => expect(decode(typed)).toBe(meant));

  it.each([
    ['钱包里meiyou分付', '钱包里没有分付'],
    ['我jiushi要投诉', '我就是要投诉'],
    ['我要tousu你们', '我要投诉你们'],
    ['haiyou审核要多久', '还有审核要多久'],
    ['你们shoufei吗', '你们收费吗'],
    ['wo yao apply fen fu', '我要apply分付'],
  ])('reads it among other words: %s', (typed, meant) => expect(decode(typed)).toBe(meant));

  it.each([
    'ok',
    'can you help me',
    'i want a human',
    'who are you',
    'change my name',
    'how long can he wait',
    'machine',
    'banana',
    'liu yang',
    'wangjie',
    'zhang wei',
    'wang_jg77',
    'wangjie88',
    'abc.wang@qq.com',
    'vivo x90',
    'app打不开',
    'zgjhsjd',
  ])('leaves English, names and codes: %s', (typed) => expect(decode(typed)).toBe(typed));
});

describe('characters that are read alike', () => {
  it.each([
    ['会不会上正信', '会不会上征信'],
    ['身请', '申请'],
    ['申情', '申请'],
    ['我要申清', '我要申请'],
    ['申素', '申诉'],
    ['继序', '继续'],
    ['情楚', '清楚'],
    ['帮了工行卡', '绑了工行卡'],
    ['邦定了', '绑定了'],
    ['利西多少', '利息多少'],
    ['免西券', '免息券'],
    ['手序费', '手续费'],
    ['逾其', '逾期'],
    ['我逾起了', '我逾期了'],
    ['什么条见', '什么条件'],
    ['现再', '现在'],
    ['被据了', '被拒了'],
    ['没看道', '没看到'],
    ['店话', '电话'],
    ['资聊', '资料'],
    ['你们是片子吧', '你们是骗子吧'],
    ['我被才员了', '我被裁员了'],
    ['医要费', '医药费'],
    ['钱能追会来吗', '钱能追回来吗'],
    ['分附', '分付'],
    ['怎么环钱', '怎么还钱'],
    ['收不到眼证码', '收不到验证码'],
  ])('mends %s', (typed, meant) => expect(mend(typed)).toBe(meant));

  it.each(['同易', '我缺少什么条件', '积分有什么用', '她叫@', '没有', '可以嘛', '铲子'])('leaves %s', (typed) =>
    expect(mend(typed)).toBe(typed),
  );

  it('leaves what is spelled right', () => {
    const texts = readFileSync(path.join(__dirname, '../utterances.tsv'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => normalize(line.split('\t')[0] ?? ''));
    expect(texts.filter((text) => mend(text) !== text).length).toBeLessThanOrEqual(texts.length * 0.005);
  });
});
