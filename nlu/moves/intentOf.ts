/** The one intent that stands for a message: of its moves the one that weighs most. */
import type { TopicTable } from '../model/classify.types';
import { ACTS } from '../types';
import type { Act, Intent, Pending } from '../types';
import type { Answer, Courtesy, Move, Request } from './move';

const OF_REQUEST: Readonly<Record<Request, Intent>> = {
  apply: 'apply',
  check: 'eligibility',
  status: 'application_status',
  find_number: 'application_status',
  submit: 'affirm',
  go_on: 'affirm',
  reapply: 'apply',
  restart: 'restart',
  back: 'back',
  repeat: 'repeat',
  skip: 'skip',
  help: 'help',
  cancel: 'cancel',
  keep: 'deny',
  human: 'human',
  appeal: 'complain',
  withdraw_consent: 'withdraw_consent',
  privacy_erase: 'privacy_erase',
  privacy_export: 'privacy_export',
  privacy_view: 'privacy_view',
  policy: 'ask_policy',
  later: 'later',
  refuse: 'refuse',
  not_an_answer: 'not_an_answer',
  send_photo: 'send_photo',
  use_phone: 'inform',
  use_wechatId: 'inform',
  use_email: 'inform',
  has_none: 'refuse',
};

const OF_ANSWER: Readonly<Record<Answer, Intent>> = {
  agree: 'affirm',
  disagree: 'deny',
  yes: 'affirm',
  has: 'affirm',
  no: 'deny',
  none: 'deny',
  unwilling: 'deny',
  unsure: 'unsure',
  ok: 'affirm',
  faint: 'affirm',
  indifferent: 'consent_unclear',
  seen: 'affirm',
  not_seen: 'not_invited',
  done: 'affirm',
};

const OF_COURTESY: Readonly<Record<Courtesy, Intent>> = {
  greet: 'greet',
  thanks: 'thanks',
  bye: 'bye',
  noted: 'thanks',
  angry: 'complain',
};

export const ADULT = 18;
const OF_PERSON = {
  minor: 'minor',
  foreigner: 'foreigner',
  hmt: 'eligibility',
  student: 'student',
  other: 'third_party',
} as const satisfies Record<string, Intent>;

/** Requests that outweigh a value beside them. */
const FIRST: readonly Request[] = ['human', 'withdraw_consent', 'privacy_erase', 'privacy_export', 'privacy_view'];

/** The intent by rule, and the act; undefined where only the classifier has read anything. */
export function intentOf(moves: readonly Move[], pending: Pending, topics: TopicTable): Intent | undefined {
  const done = moves.filter((move) => move.type !== 'request' || move.polarity === 'do');
  const request = (...wanted: Request[]) =>
    done.find((move) => move.type === 'request' && (wanted.length === 0 || wanted.includes(move.request)));
  const deciding =
    done.find(({ type }) => type === 'harm') ??
    request('human') ??
    done.find(({ type }) => type === 'correct') ??
    done.find((move) => move.type === 'give' && move.corrects) ??
    request('apply') ??
    request(...FIRST) ??
    done.find((move) => move.type === 'state' && move.fact === 'person') ??
    done.find(({ type }) => type === 'give') ??
    request() ??
    done.find((move) => move.type === 'ask' && move.confidence === 1) ??
    (done.some(({ type }) => type === 'ask') ? undefined : weak(done));
  return deciding && intentOfMove(deciding, pending, topics);
}

/** An answer, a courtesy or a fact: it decides only where nothing is asked. */
const weak = (moves: readonly Move[]): Move | undefined =>
  moves.find(({ type }) => type === 'answer') ??
  moves.find((move) => move.type === 'state' && (move.fact === 'payScore' || move.fact === 'age')) ??
  moves.find(({ type }) => type === 'courtesy') ??
  moves.find((move) => move.type === 'request' && move.polarity === 'dont');

function intentOfMove(move: Move, pending: Pending, topics: TopicTable): Intent | undefined {
  switch (move.type) {
    case 'give':
      return move.corrects ? 'correct' : 'inform';
    case 'correct':
      return 'correct';
    case 'request':
      return move.polarity === 'do' ? OF_REQUEST[move.request] : 'deny';
    case 'answer':
      return pending === 'consent' && isVague(move.answer) ? 'consent_unclear' : OF_ANSWER[move.answer];
    case 'courtesy':
      return OF_COURTESY[move.courtesy];
    case 'state':
      if (move.fact === 'person') return OF_PERSON[move.value];
      return move.fact === 'age' && typeof move.value === 'number' && move.value < ADULT ? 'minor' : 'inform';
    case 'harm':
    case 'ask':
      return topics.get(move.topic);
    case 'code':
    case 'unread':
      return undefined;
  }
}

const isVague = (answer: Answer): boolean =>
  !['agree', 'disagree', 'no', 'none', 'unwilling', 'unsure'].includes(answer);

/** The act that a rule found: a wish beside values counts too (身份证稍后发). */
export function actOf(moves: readonly Move[], pending: Pending, topics: TopicTable): Act | undefined {
  const isCorrection = (move: Move) => move.type === 'correct' || (move.type === 'give' && move.corrects);
  const candidates = [
    ...moves.filter(isCorrection),
    ...moves.filter(({ type }) => type === 'harm' || type === 'request'),
    ...moves.filter((move) => move.type === 'state' || (move.type === 'ask' && move.confidence === 1)),
    ...moves.filter(({ type }) => type === 'give'),
    ...moves.filter(({ type }) => type === 'answer' || type === 'courtesy'),
  ];
  return candidates
    .map((move) => intentOfMove(move, pending, topics))
    .find((intent): intent is Act => (ACTS as readonly (Intent | undefined)[]).includes(intent));
}
