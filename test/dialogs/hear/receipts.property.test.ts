import fc from 'fast-check';
import { maskContact, maskIdNumber, maskName } from '../../../dialogs/speak/mask';
import { bandOf } from '../../../dialogs/state/choices';
import type { Context } from '../../../dialogs/state/context';
import { fromState } from '../../../dialogs/state/snapshot';
import { ITEMS } from '../../../dialogs/types';
import type { ApplicationPatch, Item, Reply } from '../../../dialogs/types';
import { createUnderstand, loadModel } from '../../../nlu';
import { converse, testDialog } from '../../support/dialog';
import { WAYS_TO } from '../../support/waysTo';

/**
 * Whatever an applicant tells in one message, in any order and wording: nothing of it is passed over, and what the bot says is noted is
 * what is stored.
 */
const understand = createUnderstand(loadModel());
const dialog = testDialog();

/** One thing told: its words, and the value that is meant. */
interface Told {
  item: Item;
  words: string;
  value: string;
  /** Said as the right value in the place of an earlier one. */
  corrects: boolean;
}

/** A value, in words that state it or put it in the place of an earlier one. */
const told = (
  item: Item,
  values: readonly string[],
  states: readonly string[],
  corrects: readonly string[],
): fc.Arbitrary<Told> =>
  fc.tuple(fc.constantFrom(...values), fc.constantFrom(...states, ...corrects)).map(([value, words]) => ({
    item,
    value,
    words: words.replace('*', value),
    corrects: corrects.includes(words),
  }));

/** A fact, in words of its own for each value. */
const fact = (item: Item, wordings: readonly (readonly [value: string, words: string, corrects: boolean])[]) =>
  fc.constantFrom(...wordings).map(([value, words, corrects]): Told => ({ item, value, words, corrects }));

const NAMES = ['李晓文', '王建国', '欧阳志远', '张伟国'];
/** The last has a wrong check digit. */
const ID_NUMBERS = ['130185199003129811', '130102199306079830', '130185199003129812'];
/** The first two are sound, the third looks made up, the last is a digit short. */
const PHONES = ['13900001234', '13800005123', '13888888888', '1380000512'];

const TELLS: Record<Item, fc.Arbitrary<Told>> = {
  name: told('name', NAMES, ['我叫*', '姓名*', '名字是*', '我的名字是*'], ['名字改成*', '姓名应该是*', '姓名改为*']),
  idNumber: told(
    'idNumber',
    ID_NUMBERS,
    ['身份证*', '身份证号是*', '身份证号码：*', '*'],
    ['身份证改成*', '身份证号应该是*', '身份证号改为*'],
  ),
  contact: fc.oneof(
    told('contact', PHONES, ['手机*', '电话是*', '手机号：*'], ['手机号改成*', '电话应该是*', '手机改为*']),
    told('contact', ['lixiaowen@example.com'], ['邮箱*', '我的邮箱是*'], ['邮箱改成*']),
  ),
  payScore: told(
    'payScore',
    ['660', '580', '620'],
    ['支付分*', '支付分是*', '支付分*分'],
    ['支付分改成*', '支付分应该是*'],
  ),
  debitCard: fact('debitCard', [
    ['yes', '储蓄卡绑了', false],
    ['yes', '绑了储蓄卡', false],
    ['no', '没绑储蓄卡', false],
    ['no', '储蓄卡改成没绑', true],
    ['yes', '储蓄卡改成已绑定', true],
  ]),
  overdue: fact('overdue', [
    // 没有逾期 alone is the title of a button.
    ['no', '我没有逾期', false],
    ['no', '从来没有逾期', false],
    ['yes', '有一笔逾期', false],
    ['yes', '逾期改成有', true],
    ['no', '逾期改成没有', true],
  ]),
};

/** Some items, each told once, in any order. */
const messages = fc
  .subarray([...ITEMS], { minLength: 1 })
  .chain((items) => fc.shuffledSubarray(items, { minLength: items.length }))
  .chain((items) => fc.tuple(...items.map((item) => TELLS[item])))
  .chain((all) =>
    fc
      .constantFrom('，', '。', '；', '\n', ', ')
      .map((mark) => ({ all, text: all.map(({ words }) => words).join(mark) })),
  );

const AT: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    ['姓名', '身份证同意', '身份证', '联系方式', '转交', '支付分', '储蓄卡', '逾期', '核对', '选项'].map((place) => [
      place,
      WAYS_TO[place] ?? [],
    ]),
  ),
  要确认的手机号: [...(WAYS_TO['联系方式'] ?? []), '13888888888'],
  要再填的姓名: [...(WAYS_TO['核对'] ?? []), '姓名错了'],
};

const RUNS = 150;
const NOT_NAMED = 'none';

/** The stored value of an item, as the message gives it; undefined where there is none. */
const storedIn = (
  { name, idNumber, contact, facts }: ApplicationPatch | Context['draft'],
  item: Item,
): string | undefined => {
  if (item === 'contact') return contact?.value;
  if (item === 'name') return name ?? undefined;
  if (item === 'idNumber') return idNumber ?? undefined;
  return facts?.[item];
};
const meant = ({ item, value }: Told): string => (item === 'payScore' ? bandOf(Number(value)) : value);

/** Items that a receipt names, with what it shows of each. */
const namedBy = (replies: readonly Reply[], key: string): Partial<Record<Item, unknown>> => {
  const found = replies.filter((reply) => reply.key === key);
  expect(found.length).toBeLessThanOrEqual(1);
  return Object.fromEntries(Object.entries(found[0]?.params ?? {}).filter(([, shown]) => shown !== NOT_NAMED));
};
const shownOf = (stored: ApplicationPatch | Context['draft'], item: Item): unknown => {
  if (item === 'contact') return stored.contact ? maskContact(stored.contact) : undefined;
  const value = storedIn(stored, item) ?? '';
  return item === 'name' ? maskName(value) : item === 'idNumber' ? maskIdNumber(value) : value;
};

const PROBLEM_OF: Readonly<Record<Item, RegExp>> = {
  name: /^invalid\.name\./u,
  idNumber: /^invalid\.idNumber\./u,
  contact: /^invalid\.(?:phone|email|wechatId)\./u,
  payScore: /^never$/u,
  debitCard: /^never$/u,
  overdue: /^never$/u,
};

/** How each thing told came out: stored, to be confirmed, or explained as a problem. */
const outcome = (
  one: Told,
  stored: ApplicationPatch | Context['draft'],
  after: Context,
  replies: readonly Reply[],
) => ({
  words: one.words,
  came:
    storedIn(stored, one.item) === meant(one)
      ? 'taken'
      : after.unconfirmed.some(({ item, value }) => item === one.item && value === one.value)
        ? 'to be confirmed'
        : replies.some(({ key, params }) => key === 'amend.same' && params?.[one.item] === meant(one))
          ? 'told to be so already'
          : replies.some(({ key }) => PROBLEM_OF[one.item].test(key))
            ? 'a problem'
            : 'passed over',
});

const start = (said: readonly string[]) => {
  const conversation = converse(understand, { dialog });
  for (const text of said) conversation.say(text);
  return { conversation, before: fromState(conversation.state) };
};

describe.each(Object.keys(AT))('at %s', (place) => {
  const { conversation: begun, before } = start(AT[place] ?? []);
  const asked = begun.question;

  it('takes all that is told, and names in the receipt what is stored of it', () => {
    fc.assert(
      fc.property(messages, ({ all, text }) => {
        const conversation = converse(understand, { dialog });
        conversation.state = begun.state;
        const { replies } = conversation.say(text);
        const after = fromState(conversation.state);
        const outcomes = all.map((one) => outcome(one, after.draft, after, replies));
        expect([text, outcomes.filter(({ came }) => came === 'passed over')]).toEqual([text, []]);

        const changed = ITEMS.filter((item) => storedIn(after.draft, item) !== storedIn(before.draft, item));
        const restated = all.filter((one) => storedIn(after.draft, one.item) === meant(one)).map(({ item }) => item);
        const named = namedBy(replies, 'receipt');
        const said = replies.some(({ key }) => key === 'receipt');
        // Nothing that was not told changes.
        expect([text, changed.filter((item) => !all.some((one) => one.item === item))]).toEqual([text, []]);
        if (said) {
          const expected = ITEMS.filter((item) => restated.includes(item));
          expect([text, ITEMS.filter((item) => item in named)]).toEqual([text, expected]);
          for (const item of expected) expect([text, named[item]]).toEqual([text, shownOf(after.draft, item)]);
        } else {
          // The plain answer to the open question needs none.
          expect([text, changed.filter((item) => item !== asked)]).toEqual([text, []]);
        }
      }),
      { numRuns: RUNS },
    );
  });
});

describe('after submission', () => {
  const { conversation: begun } = start(WAYS_TO['已提交'] ?? []);
  const say = (text: string) => {
    const conversation = converse(understand, { dialog });
    conversation.state = begun.state;
    const { replies } = conversation.say(text);
    const patches = conversation.commands.flatMap((command) => (command.type === 'amend' ? [command.patch] : []));
    expect(patches.length).toBeLessThanOrEqual(1);
    return { replies, after: fromState(conversation.state), patch: patches[0] ?? {} };
  };
  const corrections = messages.filter(({ all }) => all.every(({ corrects }) => corrects));

  it('brings all corrections to the application in one command', () => {
    fc.assert(
      fc.property(corrections, ({ all, text }) => {
        const { replies, after, patch } = say(text);
        const outcomes = all.map((one) => outcome(one, patch, after, replies));
        expect([text, outcomes.filter(({ came }) => came === 'passed over')]).toEqual([text, []]);
      }),
      { numRuns: RUNS },
    );
  });

  it('names exactly what the command corrects', () => {
    fc.assert(
      fc.property(messages, ({ text }) => {
        const { replies, patch } = say(text);
        const corrected = ITEMS.filter((item) => storedIn(patch, item) !== undefined);
        const named = namedBy(replies, 'amended');
        expect([text, ITEMS.filter((item) => item in named)]).toEqual([text, corrected]);
        for (const item of corrected) expect([text, named[item]]).toEqual([text, shownOf(patch, item)]);
        expect(replies.some(({ key }) => key === 'receipt')).toBe(false);
      }),
      { numRuns: RUNS },
    );
  });

  it('passes over nothing that is told without a word of correction', () => {
    fc.assert(
      fc.property(messages, ({ all, text }) => {
        const { replies, after, patch } = say(text);
        const outcomes = all.map((one) => outcome(one, patch, after, replies));
        expect([text, outcomes.filter(({ came }) => came === 'passed over')]).toEqual([text, []]);
      }),
      { numRuns: RUNS },
    );
  });
});

describe.each(ITEMS)('when the reviewer asks for %s again', (item) => {
  const { conversation: begun } = start(WAYS_TO['已提交'] ?? []);
  const application = fromState(begun.state).application;
  if (!application) throw new Error('nothing is handed in');
  const version = application.version + 1;
  const asked = { version, at: 0, by: 'reviewer', status: 'needs_info', item } as const;
  begun.happen({
    type: 'applicationChanged',
    application: { ...application, version, status: 'needs_info', history: [...application.history, asked] },
  });

  it('hands in all that is told with it, and names it', () => {
    fc.assert(
      fc.property(messages, ({ all, text }) => {
        const conversation = converse(understand, { dialog });
        conversation.state = begun.state;
        const { replies } = conversation.say(text);
        const after = fromState(conversation.state);
        const patch = conversation.commands.flatMap((command) =>
          command.type === 'resubmit' ? [command.patch] : [],
        )[0];
        const stored = patch ?? after.draft;
        const outcomes = all.map((one) => outcome(one, stored, after, replies));
        expect([text, outcomes.filter(({ came }) => came === 'passed over')]).toEqual([text, []]);
        const kept = ITEMS.filter((one) => storedIn(stored, one) !== undefined);
        const named = namedBy(replies, 'receipt');
        expect([text, ITEMS.filter((one) => one in named)]).toEqual([text, kept]);
        for (const one of kept) expect([text, named[one]]).toEqual([text, shownOf(stored, one)]);
      }),
      { numRuns: RUNS / 3 },
    );
  });
});
