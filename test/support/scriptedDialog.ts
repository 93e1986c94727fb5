import type {
  ApplicationData,
  ApplicationPatch,
  Command,
  Contact,
  ContactKind,
  Dialog,
  DialogEvent,
  DialogState,
  HandoffReason,
  Proof,
  Reply,
  StepResult,
} from '../../dialogs/types';
import type { Understand, Understanding } from '../../nlu/types';

/**
 * A dialogue that does what it is told, word by word, so that tests of the turn and the store say in their own lines what happens:
 * `apply ID`, `withdraw`, `erase`, `forget`, `handoff REASON`, `cancel`, `waver` (both in one turn), `place`, `queue` (a hand-off and its
 * place), `remind MS`, `status NO LAST4`, `status NO KIND CONTACT`, `mine ID KIND CONTACT`, `correct ID`, `amend ITEM VALUE`; anything else is answered with how many messages it has heard.
 * News of the application are told once each.
 */
interface ScriptState extends DialogState {
  heard: number;
  /** ID number being claimed. */
  claiming: string | null;
  /** The claim is for an amendment. */
  amending: boolean;
  no: string | null;
  announced: number;
}

export const APPLICANT = {
  name: '测试用户甲',
  contact: { kind: 'phone', value: '13800138000' },
} as const;

export const dataOf = (idNumber: string): ApplicationData => ({
  name: APPLICANT.name,
  idNumber,
  contact: APPLICANT.contact,
  facts: { payScore: '650_up', debitCard: 'yes', overdue: 'no' },
  warnings: [],
  consents: [{ kind: 'privacy', textVersion: '1', at: 0, channel: 'directline' }],
});

const say = (key: string, params?: Record<string, string | number>): Reply => ({ key, ...(params && { params }) });

const amend = (no: string, patch: ApplicationPatch): Pick<StepResult, 'replies' | 'commands'> => ({
  replies: [say('amended')],
  commands: [{ type: 'amend', no, patch }],
});

/** What `amend ITEM VALUE` changes. A contact has a warning. */
const patchOf = (item: string, value: string): ApplicationPatch => {
  if (item === 'phone' || item === 'wechatId' || item === 'email')
    return { contact: { kind: item, value }, warnings: ['virtual'] };
  return item === 'name' ? { name: value } : { facts: { [item]: value } };
};

const handoff = (reason: string): Command => ({
  type: 'handoff',
  summary: { state: 'lobby', ...(reason && { reason: reason as HandoffReason }) },
});

const contactOf = (kind: string, value: string): Contact => ({ kind: kind as ContactKind, value });

/** Four digits, or a kind and a value of contact. */
const proofOf = (word: string, value: string): Proof =>
  value === '' ? { kind: 'phoneLast4', value: word } : { kind: 'contact', contact: contactOf(word, value) };

const step = (given: DialogState, event: DialogEvent): StepResult => {
  const state = given as ScriptState;
  const heard = { ...state, heard: state.heard + 1 };
  const stay = (...replies: Reply[]): StepResult => ({ state: heard, replies, commands: [] });
  const no = state.no ?? '';

  if (event.type === 'answered') {
    const { answer } = event;
    if (answer.query === 'place')
      return {
        state,
        replies: [say(answer.outcome, answer.outcome === 'waiting' ? { ahead: answer.ahead } : {})],
        commands: [],
      };
    if (answer.outcome !== 'free') return { state, replies: [say(answer.outcome)], commands: [] };
    const idNumber = state.claiming ?? '';
    if (state.amending) return { state: { ...state, amending: false }, ...amend(no, { idNumber }) };
    if (state.no)
      return { state, replies: [say('corrected')], commands: [{ type: 'resubmit', no, patch: { idNumber } }] };
    const { applicationNo, phrase } = event.fresh;
    return {
      state: { ...state, claiming: null, no: applicationNo },
      replies: [say('submitted', { no: applicationNo })],
      commands: [{ type: 'submit', application: { no: applicationNo, phrase, data: dataOf(idNumber) } }],
    };
  }
  if (event.type === 'applicationChanged') {
    const news = event.application.history.filter(
      ({ version, changed }) => version > state.announced && changed === undefined,
    );
    const announced = Math.max(state.announced, event.application.version);
    return { state: { ...state, announced }, replies: news.map(({ status }) => say(`notice.${status}`)), commands: [] };
  }
  if (event.type === 'reminderDue') return stay(say('reminder'));
  if (event.type !== 'said') return stay(say('hello'));

  const [word, first = '', second = '', third = ''] = event.understanding.text.split(' ');
  switch (word) {
    case 'apply':
    case 'correct':
      return { ...stay(), state: { ...heard, claiming: first }, query: { query: 'claim', idNumber: first } };
    case 'amend':
      if (first !== 'idNumber') return { ...stay(), ...amend(no, patchOf(first, second)) };
      return {
        ...stay(),
        state: { ...heard, claiming: second, amending: true },
        query: { query: 'claim', idNumber: second, no },
      };
    case 'status':
      return { ...stay(), query: { query: 'statusByNumber', no: first, proof: proofOf(second, third) } };
    case 'mine':
      return { ...stay(), query: { query: 'statusByPerson', idNumber: first, contact: contactOf(second, third) } };
    case 'withdraw':
      return { ...stay(say('withdrawn')), commands: [{ type: 'withdraw', no, reason: 'applicant' }] };
    case 'erase':
      return { ...stay(say('erased')), commands: [{ type: 'erase', scope: 'everything' }] };
    case 'forget':
      return { ...stay(say('forgotten')), commands: [{ type: 'erase', scope: 'transcript' }] };
    case 'handoff':
      return { ...stay(say('human')), commands: [handoff(first)] };
    case 'cancel':
      return { ...stay(say('cancelled')), commands: [{ type: 'cancelHandoff' }] };
    case 'waver':
      return { ...stay(), commands: [handoff(first), { type: 'cancelHandoff' }] };
    case 'place':
      return { ...stay(), query: { query: 'place' } };
    case 'queue':
      return { ...stay(), commands: [handoff(first)], query: { query: 'place' } };
    case 'remind':
      return { ...stay(), commands: [{ type: 'remind', afterMs: Number(first) }] };
    default:
      return stay(say('heard', { count: heard.heard }));
  }
};

const render: Dialog['render'] = (replies) =>
  replies.map(({ key, params = {} }) => {
    const values = Object.values(params).map((value) => (typeof value === 'object' ? value.last4 : value));
    return { text: [key, ...values].join(' '), choices: [] };
  });

export const scriptedDialog: Dialog = {
  initial: (): ScriptState => ({ v: 1, heard: 0, claiming: null, amending: false, no: null, announced: 0 }),
  step,
  pendingOf: () => 'none',
  isOwned: () => false,
  render,
  sentText: (what) => `[${what}]`,
  wording: { version: 'script', source: '', revive: () => render },
  transcriptText: ({ text }) => text,
};

/** Takes words as they are, but for a password. */
export const plainUnderstand: Understand = (said): Understanding => {
  const text = said.replace(/secret-\w+/, '▇');
  return {
    text,
    intent: 'inform',
    confidence: 1,
    alternatives: [],
    topic: null,
    topicAlternatives: [],
    entities: {},
    nearMisses: [],
    corrections: [],
    moves: [],
    question: false,
    secrets: text === said ? [] : ['password'],
  };
};
