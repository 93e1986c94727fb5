/** What applicants say of themselves beside the items of the form: who they are, how old, whether they are invited. */
import type { Move } from '../../../nlu/types';
import type { Play } from '../../state/events';
import type { QuestionId } from '../../state/questions';
import { movesOf } from '../heard';
import type { Heard } from '../heard';
import { remark } from './remark';

const ADULT = 18;
const INVITATION: readonly QuestionId[] = ['wallet', 'guide'];

type State = Extract<Move, { type: 'state' }>;

/** Plays of statements; facts of the form are told with its values. */
export const statementPlays = (heard: Heard): Play[] => [
  ...movesOf(heard, 'state')
    .filter((state) => !(isMinor(state) && saysAdult(heard)))
    .flatMap((state) => playOf(state, heard) ?? []),
  ...seenPlays(heard),
];

const isMinor = (state: State): boolean => state.fact === 'person' && state.value === 'minor';

/** 没看到，帮我登记: what is answered before it is asked counts, too. */
const seenPlays = (heard: Heard): Play[] =>
  movesOf(heard, 'answer').flatMap(({ answer }) =>
    (answer === 'seen' || answer === 'not_seen') && heard.question === 'lobby' ? toldInLobby(answer, heard) : [],
  );

/** In the lobby it is kept for the form, and answered where nothing else is said. */
function toldInLobby(wallet: 'seen' | 'not_seen', heard: Heard): Play[] {
  const told: Play = { type: 'WALLET', wallet };
  if (applies(heard)) return [told];
  const asks = heard.understanding.moves.some(({ type }) => type === 'ask');
  return asks ? [told] : [{ type: 'ASKED', topic: TOPIC_OF_WALLET[wallet] }, told];
}

const applies = ({ understanding }: Heard): boolean =>
  understanding.moves.some((move) => move.type === 'request' && move.request === 'apply');

function playOf(state: State, heard: Heard): Play | null {
  const { question } = heard;
  switch (state.fact) {
    case 'wallet':
      return walletPlay(state.value, heard);
    case 'age':
      return agePlay(state.value, heard);
    case 'idCard':
      if (question === 'checkIdCard') return { type: 'CHOSE', choice: state.value === 'yes' ? 'id_yes' : 'id_no' };
      return state.value === 'no' ? { type: 'INELIGIBLE', reason: 'no_id' } : null;
    case 'person':
      return personPlay(state.value, heard);
    case 'overdue':
      if (state.value === 'yes') return state.corrects ? null : overduePlay(heard);
      return state.value === 'past' ? pastOverdue(question) : null;
    case 'payScore':
    case 'debitCard':
      return null;
  }
}

function walletPlay(wallet: 'seen' | 'not_seen', heard: Heard): Play | null {
  const { question, context, understanding } = heard;
  if (question === 'wallet') return { type: 'CHOSE', choice: wallet };
  if (question === 'guide') return { type: 'CHOSE', choice: wallet === 'seen' ? 'next_step' : 'not_found' };
  if (applies(heard) || (context.applying && context.wallet === null)) return { type: 'WALLET', wallet };
  const asks = understanding.moves.some(({ type }) => type === 'ask');
  return asks || context.applying ? null : { type: 'ASKED', topic: TOPIC_OF_WALLET[wallet] };
}

const TOPIC_OF_WALLET = { seen: 'how_to_apply.entry', not_seen: 'not_invited.no_entry' } as const;

/** Whether somebody says that they are of age. */
export const saysAdult = (heard: Heard): boolean =>
  movesOf(heard, 'state').some((state) => state.fact === 'age' && isAdult(state.value));

const isAdult = (age: number | 'adult'): boolean => age === 'adult' || age >= ADULT;

function agePlay(age: number | 'adult', { question, context, understanding }: Heard): Play | null {
  const adult = isAdult(age);
  if (question === 'checkAge') return { type: 'CHOSE', choice: adult ? 'age_yes' : 'age_no' };
  if (!adult) return { type: 'INELIGIBLE', reason: 'minor' };
  if (context.minor) return remark('adult');
  const more = understanding.moves.some(
    (move) =>
      move.type !== 'courtesy' &&
      !(move.type === 'state' && move.fact === 'age') &&
      !(move.type === 'ask' && (move.topic === 'desk.minor' || (move.topic === 'out_of_scope' && !move.asking))),
  );
  return more ? null : remark('adult');
}

const TOPIC_OF_PERSON = { hmt: 'desk.hmt', student: 'desk.student', other: 'desk.for_other' } as const;

function personPlay(value: Extract<State, { fact: 'person' }>['value'], { question, understanding }: Heard): Play {
  if (value === 'minor')
    return question === 'checkAge' ? { type: 'CHOSE', choice: 'age_no' } : { type: 'INELIGIBLE', reason: 'minor' };
  if (value === 'foreigner')
    return question === 'checkIdCard'
      ? { type: 'CHOSE', choice: 'id_no' }
      : { type: 'INELIGIBLE', reason: 'foreigner' };
  if (value === 'other' && understanding.withheld) return remark('others_data');
  return { type: 'ASKED', topic: TOPIC_OF_PERSON[value] };
}

/** 我逾期了 where no form asks about it is a call for help. */
function overduePlay(heard: Heard): Play | null {
  const { context, understanding } = heard;
  const asks = understanding.moves.some(({ type }) => type === 'ask' || type === 'request');
  return asks || context.applying || context.check !== null ? null : { type: 'ASKED', topic: 'overdue.cannot_pay' };
}

/** 以前逾期过，已经还清: at the question about today that is a no, told so. */
function pastOverdue(question: QuestionId): Play | null {
  if (question === 'overdue' || question === 'checkOverdue') return { type: 'CHOSE', choice: 'overdue_no' };
  if (question === 'lobby' || question === 'applied') return { type: 'ASKED', topic: 'desk.overdue_counts' };
  return INVITATION.includes(question) ? null : remark('overdue_past');
}
