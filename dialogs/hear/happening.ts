/** From an event of the conversation to moves for the statechart and remarks of the bot. */
import { PRODUCT_INTENTS } from '../../nlu/types';
import type { Understanding } from '../../nlu/types';
import { hasDraft } from '../state/context';
import type { Context } from '../state/context';
import type { Move } from '../state/events';
import { isHeardBesidePerson } from './besidePerson';
import { interpret } from './interpret';
import type { QuestionId } from '../state/questions';
import type { DialogConfig, DialogEvent, QueryAnswer, Reply } from '../types';
import type { Wording } from '../wording/bind';

/** A reply that the statechart has no part in, e.g. a warning of a secret. */
export interface Remark {
  say: Reply;
}

/** What hearing depends on. */
export interface Listening {
  question: QuestionId;
  context: Context;
  wording: Pick<Wording, 'choiceOf' | 'has'>;
  sessionMinutes: DialogConfig['sessionMinutes'];
}

/** Moves and remarks of an event, in order. Beside a person of the staff, moves that are not heard there are dropped. */
export function happeningsOf(event: DialogEvent, listening: Listening): (Move | Remark)[] {
  const { context, question } = listening;
  const happenings = happeningsIn(event, listening);
  if (context.personSince === null) return happenings;
  return happenings.filter((happening) => 'say' in happening || isHeardBesidePerson(happening, question));
}

function happeningsIn(event: DialogEvent, listening: Listening): (Move | Remark)[] {
  switch (event.type) {
    case 'arrived':
      return [{ type: 'ARRIVED' }];
    case 'said':
      return heard(event, listening);
    case 'sent':
      return [{ type: 'REMARKED', key: `sent.${event.what}`, choices: [], params: {} }];
    case 'answered':
      return [answered(event.answer)];
    case 'applicationChanged':
      return [{ type: 'CHANGED', application: event.application }];
    case 'reminderDue':
      return [{ type: 'REMINDED' }];
    case 'personTook':
      return [{ type: 'PERSON_TOOK' }];
    case 'personWrote':
      return [{ type: 'PERSON_WROTE', text: event.text }];
    case 'personLeft':
      return [{ type: 'PERSON_LEFT' }];
  }
}

/** A secret is warned of first. Who returns to a draft without an answer or a question is asked whether to go on. */
function heard(event: Extract<DialogEvent, { type: 'said' }>, listening: Listening): (Move | Remark)[] {
  const { understanding, now } = event;
  const { context, question, sessionMinutes, wording } = listening;
  const move = interpret(understanding, { question, context, now, choiceOf: wording.choiceOf });
  const secret = understanding.secrets[0];
  if (secret !== undefined) {
    const goesOn = move.type === 'GAVE' && move.judged.accepted.length > 0;
    return [{ say: { key: `warn.${secret}` } }, goesOn ? move : { type: 'VAGUE' }];
  }
  if (context.personSince !== null) return [move];
  const away = now - context.lastAt > sessionMinutes * 60_000;
  if (away && context.applying && hasDraft(context) && saysNothing(move)) {
    return [{ say: { key: 'welcome_back', params: { minutes: sessionMinutes } } }, { type: 'RETURNED' }];
  }
  if (!TAKES.includes(move.type)) return [move];
  return [...besides(understanding, listening), move];
}

/** Moves that take a value or an answer; the message may ask something besides. */
const TAKES: readonly Move['type'][] = ['GAVE', 'CHOSE', 'SCORED', 'STATED', 'CORRECTED', 'EARLY_DATA'];

/** Answer to what the message asks besides a value (张伟国，为什么要这个); it comes before the value is taken. */
function besides({ beside }: Understanding, { question, wording }: Listening): (Move | Remark)[] {
  if (beside === undefined) return [];
  if (beside === 'human') return [{ type: 'HUMAN' }];
  if (beside === 'ask_policy') return [{ say: { key: 'consent.notice' } }];
  if (beside === 'ask_why') {
    const own = `questions.${question}.why`;
    return [{ say: { key: wording.has(own) ? own : 'questions.default.why' } }];
  }
  return [
    { say: { key: (PRODUCT_INTENTS as readonly string[]).includes(beside) ? `answers.${beside}` : `acts.${beside}` } },
  ];
}

/** Whether a move neither answers nor asks: a greeting, the wish to apply, or something not understood. */
const saysNothing = (move: Move): boolean =>
  move.type === 'APPLY' ||
  move.type === 'MISSED' ||
  move.type === 'REPEAT' ||
  move.type === 'VAGUE' ||
  (move.type === 'GAVE' && move.judged.accepted.length === 0 && move.judged.unconfirmed === null) ||
  (move.type === 'REMARKED' && move.key === 'acts.greet');

function answered(answer: QueryAnswer): Move {
  if (answer.query === 'statusByNumber' || answer.query === 'statusByPerson') {
    return answer.outcome === 'found'
      ? { type: 'LOOKED_UP', outcome: 'found', application: answer.application }
      : { type: 'LOOKED_UP', outcome: answer.outcome };
  }
  return answer.outcome === 'taken' ? { type: 'CLAIM_TAKEN' } : { type: 'CLAIM_FREE' };
}
