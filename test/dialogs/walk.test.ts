import { fromState } from '../../dialogs/state/snapshot';
import { isFilled } from '../../dialogs/state/context';
import { QUESTIONS } from '../../dialogs/state/questions';
import type { QuestionId } from '../../dialogs/state/questions';
import { isOpen, ITEMS } from '../../dialogs/types';
import type { DialogState, HistoryEntry } from '../../dialogs/types';
import { createUnderstand, loadModel } from '../../nlu';
import { converse, testDialog, wordingText } from '../support/dialog';
import { loadWording } from '../../dialogs/wording/load';

/**
 * Promise 8, by walking: from the greeting, everything an applicant can press or type in a state is tried, until no new state turns
 * up. A state is what decides the conversation: the open question and which answers are there.
 */
const understand = createUnderstand(loadModel());
const dialog = testDialog();
const titleOf = new Map(
  Object.entries(loadWording(wordingText(), 'zh-CN.yaml').choices).map(([choice, { title }]) => [choice, title]),
);

const TYPED = [
  '开通分付',
  '取消',
  '撤回申请',
  '重新开始',
  '上一步',
  '删除我的信息',
  '撤回同意',
  '张伟国',
  '130185199003129811',
  '13800005123',
  '13888888888',
  '510202900511981',
  '帮我查FF-20261101-ABCDEF',
  '5123',
  '姓名错了',
  '手机号不对',
];

const LIMIT = 2000;

/** What is open and how far the form has come, not what was answered: that decides where the conversation can go. */
const signature = (state: DialogState): string => {
  const context = fromState(state);
  const { applying, wallet, guide, consents, draft, sure, reopened, application, personSince } = context;
  const form = applying && [wallet, guide, consents.length, ITEMS.filter((item) => isFilled(draft, item)).length];
  return JSON.stringify([state['question'], form, sure, reopened, application?.status, personSince !== null]);
};

/** Conversations that differ only in *which* fact was chosen behave alike; two of each are enough. */
const SKIPPED = /^(?:600|550|550以下|支付分不确定|不确定)/u;

/** The reviewer asks for an item again, or decides. */
const reviewed = (state: DialogState, change: Pick<HistoryEntry, 'status' | 'item'>): DialogState | null => {
  const { application } = fromState(state);
  if (!application || !isOpen(application)) return null;
  const conversation = converse(understand, { dialog });
  conversation.state = state;
  const version = application.version + 1;
  const entry: HistoryEntry = { version, at: 0, by: 'reviewer', ...change };
  conversation.happen({
    type: 'applicationChanged',
    application: { ...application, version, status: change.status, history: [...application.history, entry] },
  });
  return conversation.state;
};

const personOwns = (state: DialogState): boolean => fromState(state).personSince !== null;

const sayTo = (state: DialogState, text: string) => {
  const conversation = converse(understand, { dialog });
  conversation.state = state;
  const heard = conversation.say(text);
  return {
    ...heard,
    state: conversation.state,
    question: conversation.question as QuestionId,
    commands: conversation.commands,
  };
};

/** What can happen to a conversation without a word: the review, staff, and time. */
const outside = (state: DialogState): DialogState[] => {
  const happening = (run: (conversation: ReturnType<typeof converse>) => unknown): DialogState => {
    const conversation = converse(understand, { dialog });
    conversation.state = state;
    run(conversation);
    return conversation.state;
  };
  const reviews = [...ITEMS.map((item) => ({ status: 'needs_info' as const, item })), { status: 'approved' as const }];
  return [
    ...reviews.map((change) => reviewed(state, change)).filter((next) => next !== null),
    happening((conversation) => conversation.happen({ type: 'personTook' })),
    happening((conversation) => {
      conversation.passTime(40 * 60_000);
      conversation.say('你好');
    }),
  ];
};

/** A name, a number and the like are typed wherever they may be; a button only where it is offered. */
const explore = (): Map<string, DialogState> => {
  const start = converse(understand, { dialog });
  start.arrive();
  const found = new Map([[signature(start.state), start.state]]);
  const open = [start.state];
  for (let state = open.pop(); state; state = open.pop()) {
    const question = state['question'] as QuestionId;
    const pressed = QUESTIONS[question].choices.map((choice) => titleOf.get(choice) ?? '');
    const said = [...pressed, ...TYPED].filter((text) => !SKIPPED.test(text));
    const after = [...outside(state), ...said.map((text) => sayTo(state, text).state)];
    for (const next of after) {
      const id = signature(next);
      if (found.has(id) || found.size > LIMIT) continue;
      found.set(id, next);
      open.push(next);
    }
  }
  return found;
};

describe('every state of the conversation', () => {
  const states = [...explore().values()];
  const byQuestion = new Map(states.map((state) => [String(state['question']), state]));

  it('is reached, and the walk ends', () => {
    expect([...byQuestion.keys()].sort()).toEqual(Object.keys(QUESTIONS).sort());
    expect(states.length).toBeLessThan(LIMIT);
  });

  it('answers a call for help about the open question', () => {
    for (const state of states) {
      const { keys, question } = sayTo(state, '帮助');
      expect(keys[0]).toMatch(/^questions\..+\.help$/u);
      expect(question).toBe(state['question']);
    }
  });

  it('reaches a person', () => {
    for (const state of states) {
      const { commands, keys } = sayTo(state, '转人工');
      const alreadyThere = state['question'] === 'person';
      if (alreadyThere) expect(keys).toEqual(['person.here']);
      else expect(commands.map(({ type }) => type)).toContain('handoff');
    }
  });

  it('goes back, or says that there is nothing to go back to', () => {
    for (const state of states) {
      const { keys, state: next } = sayTo(state, '上一步');
      expect(keys.includes('nothing_back') || signature(next) !== signature(state)).toBe(true);
    }
  });

  it('cancels, at most after one question whether that is meant', () => {
    for (const state of states) {
      const question = String(state['question']);
      if (question === 'sure') continue;
      const first = sayTo(state, '取消');
      const after = first.question === 'sure' ? sayTo(first.state, '确定') : first;
      const { lookup, recovery, check } = fromState(state);
      const left = fromState(after.state);
      if (lookup !== null || recovery !== null || check !== null)
        expect([left.lookup, left.recovery, left.check]).toEqual([null, null, null]);
      else expect(left.applying).toBe(false);
    }
  });

  it('erases everything after one confirmation', () => {
    for (const state of states) {
      const asked = sayTo(state, '删除我的信息');
      expect(asked.question).toBe('sure');
      const { commands, state: next, question } = sayTo(asked.state, '确定');
      expect(commands).toContainEqual({ type: 'erase', scope: 'everything' });
      expect(question).toBe(personOwns(state) ? 'person' : 'lobby');
      expect(JSON.stringify(next)).not.toMatch(/张伟国|130185199003129811|13800005123/u);
    }
  });

  it('takes a consent back at once, and erases what is stored', () => {
    for (const state of states) {
      const { consents, application } = fromState(state);
      const { commands, state: next, question, keys } = sayTo(state, '撤回同意');
      const open = isOpen(application);
      const kinds = commands.map((command) => (command.type === 'erase' ? `erase ${command.scope}` : command.type));
      if (application) expect(kinds).toEqual([...(open ? ['withdraw'] : []), 'erase everything']);
      else expect(kinds).toEqual(consents.length > 0 ? ['erase transcript'] : []);
      const { consents: left } = fromState(next);
      expect(left).toEqual([]);
      expect(keys.some((key) => key.startsWith('consent.'))).toBe(true);
      if (application || consents.length > 0) {
        expect(question).toBe(personOwns(state) ? 'person' : 'lobby');
        expect(JSON.stringify(next)).not.toMatch(/张伟国|130185199003129811|13800005123/u);
      }
    }
  });

  it('keeps the open question when the chat is opened again', () => {
    for (const state of states) {
      const conversation = converse(understand, { dialog });
      conversation.state = state;
      conversation.arrive();
      const draft = fromState(conversation.state);
      expect(ITEMS.filter((item) => isFilled(fromState(state).draft, item) && !isFilled(draft.draft, item))).toEqual(
        [],
      );
      if (!['returning', state['question']].includes(conversation.question))
        expect([state['question'], conversation.question]).toEqual([]);
    }
  });

  it('never asks for personal data before consent is recorded', () => {
    for (const state of states) {
      const { consents, application } = fromState(state);
      const kinds = consents.map(({ kind }) => kind);
      const asksFor = state['question'];
      if (asksFor === 'name' || asksFor === 'contact')
        expect(application !== null || kinds.includes('privacy')).toBe(true);
      if (asksFor === 'idNumber') expect(application !== null || kinds.includes('idNumber')).toBe(true);
    }
  });
});

it('walks with the demo wording of one operator who lends itself without asking for a handover', () => {
  const conversation = converse(understand, { dialog: testDialog({ lenderName: '晴川金融服务' }) });
  conversation.arrive();
  for (const text of [
    '开通分付',
    '没看到',
    '我了解，继续',
    '同意',
    '张伟国',
    '同意',
    '130185199003129811',
    '13800005123',
  ]) {
    conversation.say(text);
  }
  expect(conversation.question).toBe('payScore');
});
