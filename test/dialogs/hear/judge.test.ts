import { emptyDraft, initialContext } from '../../../dialogs/state/context';
import type { Context } from '../../../dialogs/state/context';
import { judge } from '../../../dialogs/hear/judge';
import { createUnderstand } from '../../../nlu';
import type { Pending } from '../../../nlu/types';
import { REFERENCE_NOW } from '../../support/dialog';

const understand = createUnderstand({
  classify: () => ({ intents: [{ intent: 'out_of_scope', confidence: 0.2 }], topics: [] }),
});
const with_ = (draft: Partial<Context['draft']>): Context => ({
  ...initialContext(),
  draft: { ...emptyDraft(), ...draft },
});
const judged = (said: string, pending: Pending, context = initialContext()) => {
  const given = understand(said, pending).moves.flatMap((move) =>
    move.type === 'give' ? [{ slot: move.slot, text: move.value, corrects: move.corrects }] : [],
  );
  return judge(context, given, REFERENCE_NOW);
};
const items = ({ accepted }: ReturnType<typeof judged>) => accepted.map(({ item, value }) => [item, value]);

it('accepts several values at once', () => {
  expect(items(judged('我叫张伟国 身份证130185199003129811 手机13800005123', 'name')).sort()).toEqual([
    ['contact', '13800005123'],
    ['idNumber', '130185199003129811'],
    ['name', '张伟国'],
  ]);
});

it('keeps the good values beside a bad one, whose reason it gives', () => {
  const verdict = judged('张伟国，身份证13018519900312981，电话13800005123', 'name');
  expect(
    items(verdict)
      .map(([item]) => item)
      .sort(),
  ).toEqual(['contact', 'name']);
  expect(verdict.problems.map(({ key, params }) => [key, params['length']])).toEqual([['invalid.idNumber.length', 17]]);
});

it('takes one way to reach the applicant, the kind they chose', () => {
  const both = '手机13800005123 邮箱zhangsan@example.com';
  expect(items(judged(both, 'contact'))).toEqual([['contact', '13800005123']]);
  const email: Context = { ...initialContext(), contactKind: 'email' };
  expect(items(judged(both, 'contact', email))).toEqual([['contact', 'zhangsan@example.com']]);
});

it('asks before it overwrites, but not where the applicant corrects', () => {
  const context = with_({ contact: { kind: 'phone', value: '13800005123' } });
  expect(judged('13900001234', 'contact', context).unconfirmed[0]?.reason).toBe('overwrite');
  expect(items(judged('电话改成13900001234', 'contact', context))).toEqual([['contact', '13900001234']]);
});

it('has each unusual value looked at again', () => {
  expect(judged('510202900511981', 'idNumber').unconfirmed[0]?.reason).toBe('legacy15');
  expect(judged('13888888888', 'contact').unconfirmed[0]?.reason).toBe('looks_fake');
  expect(judged('阿依古丽 买买提', 'name').unconfirmed[0]?.value).toBe('阿依古丽·买买提');
  const both = with_({ contact: { kind: 'phone', value: '13800005123' }, name: '张伟国' });
  const { unconfirmed } = judged('李强 13900001234', 'name', both);
  expect(unconfirmed.map(({ item }) => item).sort()).toEqual(['contact', 'name']);
});

it('ends the application of who is too young, whatever else was said', () => {
  const verdict = judged('张伟国 42010620101001985X', 'idNumber');
  expect([verdict.refusal, verdict.accepted.map(({ item }) => item).includes('idNumber')]).toEqual(['underage', false]);
});

it('ends nothing for a passport', () => {
  expect(judged('E12345678', 'idNumber').refusal).toBeNull();
});
