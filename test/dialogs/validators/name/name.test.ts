import fc from 'fast-check';
import { validateName } from '../../../../dialogs/validators';
import { readVectors } from '../vectors';

test.each(readVectors('name.tsv').map((row) => [row['input'] ?? '', row['note'], row] as const))(
  '%j: %s',
  (input, _, row) => {
    const verdict = validateName(input);
    expect({
      verdict: verdict.verdict,
      reason: 'reason' in verdict ? verdict.reason : '',
      canonical: 'canonical' in verdict ? verdict.canonical : '',
    }).toEqual({ verdict: row['verdict'], reason: row['reason'], canonical: row['canonical'] });
  },
);

describe('names that hold', () => {
  test.each([
    ['高兴', '高兴'],
    ['何欢', '何欢'],
    ['成功', '成功'],
    ['那英', '那英'],
    ['时光荣', '时光荣'],
    ['陈科', '陈科'],
    ['阿依努尔·努尔哈', '阿依努尔·努尔哈'],
    ['欧阳 娜娜', '欧阳娜娜'],
    ['我的名字是张伟国', '张伟国'],
    ['我的姓名：张伟国', '张伟国'],
    ['您好 我是张伟国', '张伟国'],
    ['【姓名】张伟国', '张伟国'],
    ['就叫孙悦', '孙悦'],
    ['我名叫孙悦', '孙悦'],
    ['Name: 孙悦', '孙悦'],
    ['孙悦，你好', '孙悦'],
    ['爱新觉罗启星', '爱新觉罗启星'],
    ['叫我李小明就行', '李小明'],
    ['名字叫陈建国哈', '陈建国'],
    ['本人周杰，男', '周杰'],
    ['张伟国先生', '张伟国'],
    ['“张伟国”', '张伟国'],
    ['张三。', '张三'],
    ['李四！', '李四'],
    ['阿依古丽•买买提', '阿依古丽·买买提'],
    ['阿依古丽●买买提', '阿依古丽·买买提'],
    ['阿依古丽\uA78F买买提', '阿依古丽·买买提'],
    ['阿依古丽\u2E31买买提', '阿依古丽·买买提'],
    ['阿依古丽 · 买买提', '阿依古丽·买买提'],
    ['王\u2F12', '王力'],
    ['䶮', '䶮'],
    ['王〇', '王〇'],
  ])('%s', (raw, canonical) => {
    expect(validateName(raw)).toMatchObject({ canonical });
  });
});

describe('what is asked about', () => {
  test.each([
    ['買買提 艾力江', 'separator', '買買提·艾力江'],
    ['阿依古丽-买买提', 'separator', '阿依古丽·买买提'],
    ['王', 'single_char', '王'],
    ['阿卜杜拉买买提', 'long_without_dot', '阿卜杜拉买买提'],
    ['李\uE000', 'private_use', '李\uE000'],
  ])('%s: %s', (raw, reason, canonical) => {
    expect(validateName(raw)).toEqual({ verdict: 'confirm', reason, canonical, warnings: [] });
  });
});

describe('what is no complete name', () => {
  test.each([
    ['姓名：', 'not_a_name'],
    ['\u200B', 'empty'],
    ['……', 'empty'],
    ['张**', 'masked'],
    ['*伟国', 'masked'],
    ['李××', 'masked'],
    ['张●●', 'masked'],
    ['李女士', 'incomplete_name'],
    ['欧阳先生', 'incomplete_name'],
    ['老李', 'incomplete_name'],
    ['大刘', 'incomplete_name'],
    ['阿强', 'incomplete_name'],
    ['小明', 'incomplete_name'],
    ['免贵姓李', 'incomplete_name'],
    ['我姓王', 'incomplete_name'],
    ['叫我小李就行', 'incomplete_name'],
    ['我是张先生', 'incomplete_name'],
    ['李某某', 'incomplete_name'],
    ['茉莉的莉', 'incomplete_name'],
    ['弓长张', 'incomplete_name'],
    ['单名一个超', 'incomplete_name'],
    ['王强和李梅', 'two_names'],
    ['张三、李四两个人', 'two_names'],
    ['我和李梅', 'two_names'],
    ['[微笑]', 'empty'],
    ['Zhang Wei', 'latin'],
    ['Ｔｏｍ', 'latin'],
    ['José', 'latin'],
    ['王小明2', 'digits'],
    ['13800005123', 'digits'],
    ['たなか', 'charset'],
    ['佐々木', 'charset'],
    ['김철수', 'charset'],
    ['⻬白石', 'charset'],
    ['阿'.repeat(51), 'too_long'],
  ])('%s: %s', (raw, reason) => {
    expect(validateName(raw)).toEqual({ verdict: 'invalid', reason });
  });

  test.each(
    (
      '你好 在吗？ 谢谢 查询 钱包 时间 白条 借呗 微粒贷 不想给 不方便 以后再说 跳过 返回 取消申请 我不想说名字 需要多少额度 怎么还款 什么时候到账 ' +
      '转人工 先生 小姐 老师 帮我开通 请问有额度吗 你是谁 凭什么要我的名字 我要还款 我是上班族 本人已成年 知道了 好的谢谢 匿名用户 可以不填吗 嗯嗯 小程序 时间不够 钱包丢了 怎样才能开通 以后再填 发你了 我是男生'
    ).split(' '),
  )('%s is not a name', (raw) => {
    expect(validateName(raw)).toEqual({ verdict: 'invalid', reason: 'not_a_name' });
  });
});

test('an accepted name is accepted again as it was stored', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...'张伟国李娜阿依古丽买提𠮷䶮·• -哦'), { maxLength: 12 }), (chars) => {
      const verdict = validateName(chars.join(''));
      if (verdict.verdict === 'invalid') return;
      const again = validateName(verdict.canonical);
      expect('canonical' in again ? again.canonical : again).toBe(verdict.canonical);
    }),
    { numRuns: 1000 },
  );
});
