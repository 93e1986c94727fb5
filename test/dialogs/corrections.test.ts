import type { Context } from '../../dialogs/state/context';
import { fromState } from '../../dialogs/state/snapshot';
import { createUnderstand, loadModel } from '../../nlu';
import { converse, testDialog } from '../support/dialog';
import { WAYS_TO } from '../support/waysTo';

const understand = createUnderstand(loadModel());
const dialog = testDialog();

const at = (place: string) => {
  const conversation = converse(understand, { dialog });
  for (const text of WAYS_TO[place] ?? []) conversation.say(text);
  return conversation;
};
const contextOf = ({ state }: ReturnType<typeof converse>): Context => fromState(state);

describe('several items said to be wrong in one message', () => {
  it.each(['姓名错了，手机号也错了', '姓名和手机号都填错了', '名字和手机都错了'])('are all asked again: %s', (said) => {
    const conversation = at('核对');
    const { keys } = conversation.say(said);
    expect(keys[0]).toBe('correct');
    expect(contextOf(conversation).draft).toMatchObject({ name: null, contact: null });
    expect(contextOf(conversation).unconfirmed).toEqual([]);
  });

  it('all get their values back where the applicant keeps them', () => {
    const conversation = at('核对');
    const before = contextOf(conversation).draft;
    conversation.say('姓名错了，手机号也错了');
    const { keys } = conversation.say('不改了');
    expect(keys[0]).toBe('acts.kept');
    const { name, contact } = contextOf(conversation).draft;
    expect({ name, contact }).toEqual({ name: before.name, contact: before.contact });
    expect(conversation.question).toBe('summary');
  });
});

describe('a number that is wrong', () => {
  it('is called what the applicant called it, whatever is asked', () => {
    const conversation = at('联系方式');
    const { keys } = conversation.say('我叫李晓文，身份证号改为130185199003129812');
    expect(keys).toContain('invalid.idNumber.checksum');
    expect(keys.filter((key) => key.startsWith('invalid.phone'))).toEqual([]);
  });

  it('is not passed over beside one that is right', () => {
    const { keys } = at('身份证').say('手机号改成1380000512，身份证130185199003129811');
    expect(keys).toContain('invalid.phone.length');
  });
});

describe('a value that is said again as it is', () => {
  it('is not shown as changed', () => {
    const { texts } = at('核对').say('电话改成13800005123');
    expect(texts.at(-1)).not.toContain('已更新');
  });
});

describe('after submission', () => {
  it.each(['支付分660', '我绑了储蓄卡'])('a fact is understood: %s', (said) => {
    const { keys } = at('已提交').say(said);
    expect(keys.filter((key) => key.startsWith('missed'))).toEqual([]);
  });

  it('the good corrections are taken beside a bad one', () => {
    const conversation = at('已提交');
    const { keys } = conversation.say('支付分改成580，身份证号改为130185199003129812');
    expect(keys).toContain('invalid.idNumber.checksum');
    expect(conversation.commands).toContainEqual({
      type: 'amend',
      no: 'FF-20261122-7K3M9Q',
      patch: { warnings: [], facts: { payScore: '550_599' } },
    });
  });
});

it('takes 算了 after a second wish for a person as no longer wanting one', () => {
  const conversation = at('身份证');
  conversation.say('我要人工');
  conversation.say('我要人工');
  const { keys } = conversation.say('算了');
  expect(keys[0]).toBe('human.cancelled');
});
