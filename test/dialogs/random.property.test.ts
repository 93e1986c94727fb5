import { fromState } from '../../dialogs/state/snapshot';
import fc from 'fast-check';
import { hasConsent, isFilled } from '../../dialogs/state/context';
import type { Context } from '../../dialogs/state/context';
import type { QuestionId } from '../../dialogs/state/questions';
import { isOpen, ITEMS } from '../../dialogs/types';
import type { ApplicationStatus, Item } from '../../dialogs/types';
import { createUnderstand, loadModel } from '../../nlu';
import { converse, testDialog } from '../support/dialog';
import { WAYS_TO } from '../support/waysTo';

/** Whatever is said, in whatever order: the conversation bends and does not break. */
const understand = createUnderstand(loadModel());
const dialog = testDialog();
type Conversation = ReturnType<typeof converse>;

const SECRETS = [
  '130185199003129811',
  '130102199306079830',
  '13800005123',
  '13900001234',
  'abc123456',
  '6222021234567890123',
];

/** Said by accident or beside the point: none of it may cost an answer that was given. */
const HARMLESS = [
  ...[
    '你好',
    '谢谢',
    '嗯',
    '好吧',
    '随便',
    '对',
    '不是',
    '没有',
    '不知道',
    '？',
    '🙂',
    'asdf',
    '下一步',
    '等会再说',
    '我回来了',
  ],
  ...[
    '利息多少',
    '额度一般多少',
    '怎么还款',
    '什么条件',
    '能通过吗',
    '多久有结果',
    '查进度',
    '你是机器人吗',
    '有内部渠道吗',
  ],
  ...[
    '为什么要这个',
    '会不会泄露',
    '帮助',
    '再说一遍',
    '跳过',
    '不想给',
    '同上',
    '转人工',
    '我是学生',
    '帮我老婆申请',
    '我的数据',
  ],
  ...[
    '张伟国',
    '我叫张卫国',
    '张先生',
    '阿依古丽·买买提',
    '13800005123',
    '1380000512',
    '电话改成13900001234',
    'zhangsan@example.com',
  ],
  ...['130185199003129811', '130185199003129812', '510202900511981', 'wx_abc123', '用微信行吗', '张伟国，为什么要这个'],
  ...[
    '支付密码是abc123456',
    '验证码 384756',
    '6222021234567890123',
    '650左右',
    '我有700分 绑了卡 没逾期',
    '绑了',
    '自测条件',
  ],
  ...['查FF-20261101-ABCDEF', '5123', '同意', '没看到', '看到了', '我了解，继续', '没错', '修改', '导出我的数据'],
  ...[
    '我叫张伟国 身份证130185199003129811 手机13800005123',
    '开通分付',
    '啊'.repeat(3000),
    '<b>{name}</b>',
    '\u202e张\u0007',
    '   ',
  ],
];
/** Of these, what declines where a consent is asked for, and what corrects how the applicant is reached. */
const DECLINES = ['不想给'];
const REACHED_OTHERWISE = ['用微信行吗'];
/** Corrections, ways out, refusals, and numbers that press whatever button is there. */
const COSTLY = [
  ...[
    '取消',
    '算了',
    '确定',
    '不，返回',
    '重新开始',
    '从头开始',
    '上一步',
    '姓名错了',
    '改姓名',
    '返回',
    '手机号不对',
    '身份证错了',
    '不同意',
    '不对',
  ],
  ...[
    '删除我的信息',
    '撤回同意',
    '撤回申请',
    '确认提交',
    '我今年17岁',
    '没有身份证',
    '我是外国人',
    '42010620101001985X',
    '1',
    '2',
    '第三个',
  ],
];

type Move =
  | { kind: 'say'; text: string; harmless: boolean }
  | { kind: 'send'; what: 'image' | 'audio' | 'empty' | 'too_long' }
  | { kind: 'wait'; minutes: number }
  | { kind: 'event'; type: 'arrived' | 'personTook' | 'personLeft' | 'reminderDue' }
  | { kind: 'review'; status: ApplicationStatus; item: Item };

const moves: fc.Arbitrary<Move> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...HARMLESS).map((text): Move => ({ kind: 'say', text, harmless: true })) },
  { weight: 5, arbitrary: fc.constantFrom(...COSTLY).map((text): Move => ({ kind: 'say', text, harmless: false })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('image', 'audio', 'empty', 'too_long').map((what): Move => ({ kind: 'send', what })),
  },
  { weight: 1, arbitrary: fc.constantFrom(1, 40, 600, 3000).map((minutes): Move => ({ kind: 'wait', minutes })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('arrived', 'personTook', 'personLeft', 'reminderDue')
      .map((type): Move => ({ kind: 'event', type })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom<ApplicationStatus>('in_review', 'needs_info', 'declined'), fc.constantFrom(...ITEMS))
      .map(([status, item]): Move => ({ kind: 'review', status, item })),
  },
);

const contextOf = ({ state }: Conversation): Context => fromState(state);
const filled = ({ draft }: Context): Item[] => ITEMS.filter((item) => isFilled(draft, item));

/** Only an open application can be reviewed. */
const review = (conversation: Conversation, status: ApplicationStatus, item: Item) => {
  const { application } = contextOf(conversation);
  if (!application || !isOpen(application)) return { texts: [], keys: [] };
  const version = application.version + 1;
  const entry = { version, at: 0, by: 'reviewer' as const, status, ...(status === 'needs_info' && { item }) };
  return conversation.happen({
    type: 'applicationChanged',
    application: { ...application, version, status, history: [...application.history, entry] },
  });
};

const make = (conversation: Conversation, move: Move): { texts: string[]; keys: string[] } => {
  switch (move.kind) {
    case 'say':
      return conversation.say(move.text);
    case 'send':
      return conversation.happen({ type: 'sent', what: move.what });
    case 'event':
      return conversation.happen({ type: move.type });
    case 'review':
      return review(conversation, move.status, move.item);
    case 'wait':
      conversation.passTime(move.minutes * 60_000);
      return { texts: [], keys: [] };
  }
};

const ANSWERS: Record<QuestionId, string> = {
  ...{
    lobby: '开通分付',
    applied: '',
    person: '回到机器人',
    returning: '接着填',
    proof: '取消',
    recover: '取消',
    sure: '不，返回',
  },
  ...{ checkAge: '取消', checkIdCard: '取消', checkDebitCard: '取消', checkPayScore: '取消', checkOverdue: '取消' },
  ...{
    wallet: '没看到',
    guide: '找不到',
    expectation: '我了解，继续',
    consent: '同意',
    idConsent: '同意',
    handover: '同意',
  },
  ...{ name: '张伟国', idNumber: '130185199003129811', contact: '13800005123', confirmValue: '没错' },
  ...{ payScore: '650分以上', debitCard: '已绑定', overdue: '没有逾期', summary: '确认提交', pickItem: '返回' },
};
const MAX_ANSWERS = 25;

const completes = (conversation: Conversation): boolean => {
  for (let turns = 0; turns < MAX_ANSWERS; turns++) {
    if (conversation.question === 'applied') return true;
    conversation.say(ANSWERS[conversation.question as QuestionId]);
  }
  return false;
};

/** The longest reply is that of a self-check in which everything is to be mended, on a first visit. */
const MAX_REPLIES = 8;

interface Path {
  start: string;
  moves: Move[];
}
const paths: fc.Arbitrary<Path> = fc.record({
  start: fc.constantFrom(...Object.keys(WAYS_TO)),
  moves: fc.array(moves, { minLength: 1, maxLength: 30 }),
});

type Check = (
  before: Context,
  move: Move,
  said: { texts: string[]; keys: string[] },
  conversation: Conversation,
) => void;

/** Goes to where the path starts, then makes its moves; each is checked against what was before it. */
const walk = ({ start, moves: made }: Path, check: Check): Conversation => {
  const conversation = converse(understand, { dialog });
  for (const text of WAYS_TO[start] ?? []) conversation.say(text);
  for (const move of made) {
    const before = contextOf(conversation);
    check(before, move, make(conversation, move), conversation);
  }
  return conversation;
};
const RUNS = { numRuns: 200 };

it('answers every message in few words, unless a person does', () => {
  fc.assert(
    fc.property(paths, (path) => {
      walk(path, (before, move, { texts }) => {
        expect(texts.length).toBeLessThanOrEqual(MAX_REPLIES);
        if (before.personSince === null && (move.kind === 'say' || move.kind === 'send')) {
          expect([move, texts.length]).not.toEqual([move, 0]);
        }
        for (const text of texts) expect(text).not.toMatch(/\{\w+\}|undefined|\[object/u);
      });
    }),
    RUNS,
  );
});

it('never says a number, a password or a code again', () => {
  fc.assert(
    fc.property(paths, (path) => {
      walk(path, (_, __, { texts }) => {
        for (const secret of SECRETS) expect(texts.join('\n')).not.toContain(secret);
      });
    }),
    RUNS,
  );
});

it('loses no answer but by correction, a way out, a refusal or its term', () => {
  fc.assert(
    fc.property(paths, (path) => {
      walk(path, (before, move, { keys }, conversation) => {
        const handedIn = keys.includes('submitted') || keys.includes('resubmitted');
        const expected = handedIn || keys.includes('draft_expired') || before.picking || before.sure !== null;
        if (expected || (move.kind === 'say' && !move.harmless)) return;
        const declined = keys.some((key) => key.endsWith('.declined'));
        if (declined && move.kind === 'say' && DECLINES.includes(move.text)) return;
        const kept = filled(contextOf(conversation));
        const lost = filled(before).filter((item) => !kept.includes(item));
        const corrects = move.kind === 'say' && REACHED_OTHERWISE.includes(move.text);
        expect([move, corrects ? lost.filter((item) => item !== 'contact') : lost]).toEqual([move, []]);
        if (lost.includes('contact')) expect(keys).toContain('correct');
      });
    }),
    RUNS,
  );
});

it('asks for no personal data before consent to it', () => {
  fc.assert(
    fc.property(paths, (path) => {
      walk(path, (_, __, ___, conversation) => {
        const context = contextOf(conversation);
        const { question } = conversation;
        if (context.application || context.personSince) return;
        if (question === 'name' || question === 'contact') expect(hasConsent(context, 'privacy')).toBe(true);
        if (question === 'idNumber') expect(hasConsent(context, 'idNumber')).toBe(true);
        if (!hasConsent(context, 'privacy'))
          expect(context.draft).toMatchObject({ name: null, idNumber: null, contact: null });
      });
    }),
    RUNS,
  );
});

it('asks no question more than three times in a row in the same words', () => {
  fc.assert(
    fc.property(paths, (path) => {
      const times = new Map<string, number>();
      walk(path, (_, __, { keys, texts }, conversation) => {
        keys.forEach((key, place) => {
          if (!/^questions\..+\.short$/u.test(key)) return;
          const words = `${conversation.question} ${texts[place] ?? ''}`;
          times.set(words, (times.get(words) ?? 0) + 1);
          expect([words, times.get(words)]).not.toEqual([words, 4]);
        });
        if (keys.some((key) => key.endsWith('.full'))) times.clear();
      });
    }),
    RUNS,
  );
});

it('can be brought to an application from wherever it has come', () => {
  fc.assert(
    fc.property(paths, (path) => {
      const conversation = walk(path, () => {});
      if (contextOf(conversation).personSince !== null) conversation.happen({ type: 'personLeft' });
      if (contextOf(conversation).minor) conversation.say('我已经满18岁了');
      expect(completes(conversation)).toBe(true);
    }),
    RUNS,
  );
});
