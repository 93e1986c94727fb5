import { validateName } from '../../../dialogs/validators';
import { isUnusualName } from '../../../nlu/words/notNames';
import { entitiesIn, nameIn } from './reading';

describe('a name with a dot is taken whatever its characters mean elsewhere', () => {
  it.each([
    ['吐尔逊·阿不来提', '吐尔逊·阿不来提'],
    ['依不拉音·买买提', '依不拉音·买买提'],
    ['买买提·没罕', '买买提·没罕'],
    ['叶尔兰·别克', '叶尔兰·别克'],
    ['阿依努尔·努尔哈', '阿依努尔·努尔哈'],
    ['我叫别克扎提·不拉提', '别克扎提·不拉提'],
    ['阿依古丽·买买提呀', '阿依古丽·买买提'],
    ['阿不都外力·阿不都热依木·阿不来提·依不拉音江', '阿不都外力·阿不都热依木·阿不来提·依不拉音江'],
  ])('%s', (said, name) => {
    expect(nameIn(said)).toBe(name);
    expect(validateName(said)).toMatchObject({ verdict: 'valid', canonical: name });
  });

  it.each(['·', '•', '・', '･', '‧', '∙', '⋅', '·', '●', 'ꞏ', '⸱', '⸳', '᛫', '丶', '.', '．', ' · ', ' •', '・ '])(
    'with %j for a dot',
    (dot) => {
      expect(nameIn(`吐尔逊${dot}阿不来提`)).toBe('吐尔逊·阿不来提');
      expect(validateName(`吐尔逊${dot}阿不来提`)).toMatchObject({ verdict: 'valid', canonical: '吐尔逊·阿不来提' });
    },
  );

  it.each(['我叫吐尔逊·阿不来提', '姓名：吐尔逊·阿不来提', '本人吐尔逊·阿不来提，电话13800005123'])(
    'behind a cue, with no question open: %s',
    (said) => expect(entitiesIn(said).name).toBe('吐尔逊·阿不来提'),
  );

  it.each(['-', '—', '。', ' ', '，'])('with %j between its parts it is asked about', (mark) =>
    expect(nameIn(`吐尔逊${mark}阿不来提`)).toBe('name: separator'),
  );

  it.each(['好的.谢谢', '等会.忙着呢'])('a full stop between phrases is no dot: %s', (said) =>
    expect(nameIn(said)).toBe('name: none'),
  );
});

describe('rare names', () => {
  it.each(
    (
      '高兴 何欢 成功 别亦难 还珠 不凡 不群 安静 白雪 易中天 何不凡 别克 那英 万里 丁一 李点点 钱多多 温柔 安康 平安 成龙 和平 张和 王和平 ' +
      '向前进 江苏明 时来 才让 更登 扎西 阿不来提 伊不拉音 阿不都热合曼 乌兰图雅 斯琴高娃 额尔敦其其格 爱新觉罗启星 陈方安生 黑小虎 張偉國 別亦難'
    ).split(' '),
  )('%s is taken', (name) => {
    expect(nameIn(name)).toBe(name);
    expect(validateName(name)).toMatchObject({ verdict: 'valid', canonical: name });
  });

  it('are marked for reading back where no surname is known', () => {
    expect(['还珠', '张伟国', '迪丽热巴'].filter(isUnusualName)).toEqual(['还珠']);
  });
});

describe('everyday phrases are no names', () => {
  it.each([
    ['an adjective and 点', '安静点 快一点 冷静点 和气点 轻一点 开心点 高一点 好些'],
    ['a particle', '忙着呢 车上呢 开车呢 等着吧 慢着 容易吗 成吧 靠谱不'],
    ['a complement', '连不上 信不过 打不开 看得懂 管不着 关掉 取出来 锁起来 填好 写错'],
    ['an adverb and a verb', '随便写 慢慢来 先歇歇 再申请 就这样 已提交 还没想好 别闹 别急 不熟 都在 正在写 真烦 太慢'],
    ['a pronoun', '容我想想 算你狠 那好 那行 这样 谁知道 我的我'],
    ['a verb and its object', '看情况 换个人 查账单 想套现 有风险 要临额 说人话'],
    ['an amount', '一个 三次 半天 十七岁 三千八 两点'],
    ['a repetition', '看看 想一想 马马虎虎 时好时坏 考虑考虑 好不好'],
    ['a place', '车上 家里 路上 里'],
    ['words that stand for something else', '统一回复 时间不够 解冻费 官方号 生日快乐 万事如意 微笑 信号差 老花眼'],
    ['a sentence', '于心不忍 网不好 钱不够 本期应还 调整出账日'],
    ['traditional characters', '隨便寫 連不上 忙著呢 統一回覆'],
  ])('by %s: %s', (_, said) => {
    const taken = said.split(' ').filter((phrase) => !/^name: (?:none|not_a_name)$/.test(nameIn(phrase)));
    expect(taken).toEqual([]);
  });

  it.each(['王', '超', '哈'])('one character is asked about: %s', (said) => {
    expect(entitiesIn(said, 'name').name).toBeUndefined();
    expect(validateName(said)).toMatchObject({ verdict: 'confirm', reason: 'single_char' });
  });

  it('nor are pieces of a question about something else', () => {
    for (const said of ['哪些卡不能用来还', '分付 看额度 位置', '单日上限', '营销电话别打了'])
      expect(entitiesIn(said, 'name').name).toBeUndefined();
    expect(entitiesIn('张伟国，利息多少', 'name').name).toBe('张伟国');
    expect(entitiesIn('真名吗？刘扬', 'name').name).toBe('刘扬');
  });
});

describe('a placeholder of an emoji is no text', () => {
  it.each(['[微笑]', '【呲牙】', '/微笑', '[旺柴][旺柴]', '[OK]', '[Facepalm]', '/呲牙/呲牙'])('%s', (said) => {
    expect(entitiesIn(said, 'name')).toEqual({});
    expect(validateName(said)).toEqual({ verdict: 'invalid', reason: 'empty' });
  });

  it.each(['张伟国[微笑]', '[玫瑰]张伟国', '张伟国/微笑', '【张伟国】', '[张伟国]'])('but a name is: %s', (said) =>
    expect(nameIn(said)).toBe('张伟国'),
  );
});
