import { validateName } from '../../../dialogs/validators';
import { explanationsIn } from '../../../nlu/words/explanations';
import { entitiesIn, faultsIn, nameIn } from './reading';

describe('a name that is explained character by character', () => {
  it.each([
    ['张伟的张 伟大的伟', '张伟'],
    ['张伟的张伟大的伟', '张伟'],
    ['弓长张，伟大的伟', '张伟'],
    ['木子李，春晓的晓，文化的文', '李晓文'],
    ['弓长张，伟国', '张伟国'],
    ['王是三横王，强是强大的强', '王强'],
    ['我姓欧阳名娜娜', '欧阳娜娜'],
    ['姓王，单名一个超', '王超'],
    ['免贵姓李，单名一个雷字', '李雷'],
    ['我姓王叫建国', '王建国'],
    ['姓赵 名子龙', '赵子龙'],
    ['姓张，弓长张，名伟，伟大的伟', '张伟'],
    ['名字是三个字 赵，子，龙', '赵子龙'],
    ['两个字，王 超', '王超'],
    ['三个字：欧阳 娜娜', '欧阳娜娜'],
    ['赵、子、龙', '赵子龙'],
  ])('%s', (said, name) => expect(nameIn(said)).toBe(name));
});

describe('an explanation beside a name belongs to it', () => {
  it.each([
    ['王超，超人的超', '王超'],
    ['张是弓长张，叫张伟', '张伟'],
    ['李晓文 晓是春晓的晓', '李晓文'],
    ['我叫王莉，茉莉花的莉', '王莉'],
    ['王莉，莉是茉莉的莉，不是美丽的丽', '王莉'],
    ['张玮，王字旁的玮', '张玮'],
    ['陈建国 耳东陈', '陈建国'],
    ['木子李，李雷', '李雷'],
  ])('%s', (said, name) => expect(nameIn(said)).toBe(name));

  it('and contradicts one without its character, which is asked for again', () =>
    expect(nameIn('王超，朝阳的朝')).toBe('name: incomplete_name'));

  it('as a correction too', () => expect(entitiesIn('名字错了，是茉莉的莉，王莉', 'confirm').name).toBe('王莉'));
});

describe('an explanation alone is no name', () => {
  it.each([
    '茉莉的莉',
    '莉是茉莉的莉',
    '茉莉花那个莉',
    '第二个字是茉莉的莉',
    '弓长张',
    '木子李',
    '耳东陈',
    '三点水的江',
    '弓长张，张伟的张',
    '我姓张 弓长张',
    '单名一个超',
    '名字就一个字，超',
  ])('%s', (said) => {
    expect(nameIn(said)).toBe('name: incomplete_name');
    expect(faultsIn(said, 'confirm').concat(faultsIn(said, 'name'))).toContain('name: incomplete_name');
  });

  it.each(['茉莉的莉', '弓长张', '单名一个超', '木子李，春晓的晓'])('to the validator: %s', (said) =>
    expect(validateName(said)).toEqual({ verdict: 'invalid', reason: 'incomplete_name' }),
  );

  it.each(['银行的行长', '我的我', '李时珍', '张三的电话'])('and this is none: %s', (said) =>
    expect(explanationsIn(said)).toEqual([]),
  );
});

describe('a surname alone stays a surname', () => {
  it.each(['我姓王，名字等会再说', '我姓王，名字保密', '姓王'])('%s', (said) =>
    expect(nameIn(said)).toBe('name: incomplete_name'),
  );
});

describe('two persons are two persons', () => {
  it.each([
    '王强和李梅',
    '王强跟李梅',
    '王强、李梅',
    '王强 李梅',
    '张三、李四两个人',
    '我叫王强老婆叫李梅',
    '我老公叫王强，我叫李梅',
    '我叫李梅，我老公王强',
    '王强和他老婆李梅',
    '我和李梅',
    '欧阳娜娜和王强',
  ])('%s', (said) => expect(nameIn(said)).toBe('name: two_names'));

  it.each([
    ['王和平', '王和平'],
    ['王强和', '王强和'],
    ['张伟国 江苏', '张伟国'],
    ['王小二 男 35岁', '王小二'],
    ['王强 王强', '王强'],
    ['陈先生，陈建国', '陈建国'],
    ['本名刘洋，别人叫我洋洋', '刘洋'],
  ])('and this is one: %s', (said, name) => expect(nameIn(said)).toBe(name));

  it('beside other values too', () => {
    expect(entitiesIn('王强和李梅 13800005123')).toEqual({ phone: '13800005123' });
    expect(faultsIn('王强和李梅 13800005123', 'none')).toEqual(['name: two_names']);
  });
});
