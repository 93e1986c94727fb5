import fc from 'fast-check';
import type { Pending } from '../../../nlu/types';
import { read, understand } from './reading';

describe('several things in one message', () => {
  it.each([
    ['利息多少？额度多少？', ['ask fees.rate', 'ask credit_limit.how_much']],
    ['利息多少，额度怎么算', ['ask fees.rate', 'ask credit_limit.how_much']],
    ['利息多少，利息怎么算', ['ask fees.rate']],
    ['1. 利息多少 2. 额度多少', ['ask fees.rate', 'ask credit_limit.how_much']],
    ['我要开通分付，另外问下利息多少', ['do apply', 'ask fees.rate']],
    ['我要开通分付 利息多少呢', ['do apply', 'ask fees.rate']],
    ['利息多少，帮我转人工', ['do human', 'ask fees.rate']],
    ['你好，利息多少，谢谢', ['greet', 'thanks', 'ask fees.rate']],
  ] as const)('%s', (text, moves) => {
    expect(read(text).sort()).toEqual([...moves].sort());
  });

  it('are values, a wish and a question', () => {
    expect(read('我叫张伟国，电话13800005123，利息多少').sort()).toEqual(
      ['give name 张伟国', 'give phone 13800005123', 'ask fees.rate'].sort(),
    );
  });

  it('are an answer and what comes with it', () => {
    expect(read('我同意，身份证号130185199003129811', 'consent').sort()).toEqual(
      ['answer agree', 'give idNumber 130185199003129811'].sort(),
    );
    expect(read('没有没有', 'confirm')).toEqual(['answer none']);
  });
});

describe('corrections', () => {
  it.each<[Pending, string, string[]]>([
    ['name', '不对，我叫李强', ['give name 李强, corrects', 'answer no']],
    ['confirm', '*李强', ['give name 李强, corrects']],
    ['confirm', '手机→13900001234', ['give phone 13900001234, corrects']],
    ['confirm', '不是13800005123，是13900001234', ['give phone 13900001234, corrects']],
    ['confirm', '名字没错，手机错了', ['correct phone']],
    ['confirm', '身份证是对的，手机号错了', ['correct phone']],
    ['confirm', '支付分填错了', ['correct payScore']],
    ['confirm', '名字和手机都错了', ['correct name', 'correct phone']],
    ['confirm', '姓名错了，手机号也错了', ['correct name', 'correct phone']],
    ['idNumber', '最后一位是X', ['correct idNumber']],
    ['none', '刚才填错了', ['correct something']],
  ])('at %s: %s', (pending, text, moves) => {
    expect(read(text, pending)).toEqual(moves);
  });

  it.each<[string, string[]]>([
    ['支付分改成580', ['state payScore 580, corrects']],
    ['逾期改成有', ['state overdue yes, corrects']],
    ['储蓄卡改成没绑', ['state debitCard no, corrects']],
    ['名字改成李强，支付分改成580', ['give name 李强, corrects', 'state payScore 580, corrects']],
  ])('of facts: %s', (text, moves) => {
    // That the earlier one is wrong may be said as well; it is no item without its right value then.
    const others = read(text, 'confirm').filter((move) => !/^correct (?:payScore|debitCard|overdue)$/u.test(move));
    expect(others).toEqual(moves);
  });

  it.each(['绑的手机号换了怎么办', '手机号改了还能用吗', '密码错了怎么办', '额度不对'])(
    '%s corrects nothing here',
    (text) => {
      for (const move of read(text)) expect(move).not.toMatch(/correct/u);
    },
  );
});

describe('people', () => {
  it.each([
    ['我17岁', 'state age 17'],
    ['我是外国人', 'state person foreigner'],
    ['我是香港人', 'state person hmt'],
    ['我是学生', 'state person student'],
    ['我不是未成年', 'state age adult'],
    ['未成年可以吗', 'ask desk.minor'],
    ['我是学生能办吗', 'ask desk.student'],
    ['能不能用我妈的手机号', 'ask desk.relative_contact'],
    ['我妈的身份证能用吗', 'ask desk.for_other'],
  ] as const)('%s is %s', (text, move) => {
    expect(read(text)).toEqual([move]);
  });

  it.each([
    '她叫李梅，身份证130185199003129811',
    '用我老婆的身份证130185199003129811',
    '这是我妈的身份证130185199003129811',
  ])('of others nothing is taken: %s', (text) => {
    const { moves, entities } = understand(text);
    expect(moves.filter(({ type }) => type === 'give')).toEqual([]);
    expect(entities).not.toHaveProperty('idNumber');
  });

  it('a number on which a relative answers is a contact', () => {
    expect(read('填我妈的手机号13800005123')).toEqual(['give phone 13800005123', 'ask desk.relative_contact']);
  });

  it.each([
    ['欠了网贷，不想活了', 'harm.despair_debt'],
    ['心里难受撑不住了', 'harm.despair'],
    ['活得沒啥意思', 'harm.despair'],
    ['我妈住院了 心里慌', 'harm.sorrow'],
    ['就是一个人难受', 'harm.sorrow'],
    ['被骗了，已经报警了，钱能追回来不', 'harm.money_back'],
  ])('%s is %s', (text, topic) => {
    const { moves } = understand(text);
    expect(moves.flatMap((move) => (move.type === 'harm' ? [move.topic] : []))).toContain(topic);
  });

  it('帮老婆办 is no wish of their own', () => {
    expect(read('我老婆想开，帮她办一下')).not.toContain('do apply');
    expect(read('帮我老婆申请')).toEqual(['state person other']);
  });
});

describe('harm', () => {
  it.each([
    ['我不想活了', 'harm.despair'],
    ['活着没意思', 'harm.despair'],
    ['我被骗了5000块', 'harm.money_sent'],
    ['钱已经转给他了，我被骗了', 'harm.money_sent'],
    ['刚把验证码告诉了客服', 'harm.code_given'],
    ['他现在让我转账', 'harm.pressed'],
  ] as const)('%s is %s, whatever is open', (text, topic) => {
    for (const pending of ['none', 'name', 'idNumber', 'consent', 'confirm', 'contact'] as const)
      expect([pending, read(text, pending)]).toEqual([pending, expect.arrayContaining([topic])]);
  });

  it.each(['我没被骗', '笑死我了', '想死我了', '会不会被骗', '我没有把验证码告诉别人', '累死了'])(
    '%s is none',
    (text) => {
      for (const move of read(text)) expect(move).not.toMatch(/^harm/u);
    },
  );
});

it('reads any text, in time that does not grow with its parts', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          '利息',
          '多少',
          '？',
          '，',
          '别',
          '转人工',
          '张伟国',
          ' ',
          '13800005123',
          'a',
          '改成',
          '\n',
          '不是',
        ),
      ),
      fc.constantFrom<Pending>('none', 'name', 'idNumber', 'contact', 'consent', 'confirm'),
      (parts, pending) => {
        for (const move of understand(parts.join(''), pending).moves) expect(move.why).not.toBe('');
      },
    ),
    { numRuns: 300 },
  );
});
