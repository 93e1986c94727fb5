/** From an event of the conversation to plays for the statechart and remarks of the bot. */
import type { Understanding } from '../../nlu/types';
import { hasDraft } from '../state/context';
import type { Context } from '../state/context';
import type { Play } from '../state/events';
import { isHeardBesidePerson } from './besidePerson';
import { playsOf } from './plays';
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

/** Plays and remarks of an event, in order. Beside a person of the staff, plays that are not heard there are dropped. */
export function happeningsOf(event: DialogEvent, listening: Listening): (Play | Remark)[] {
  const { context, question } = listening;
  const happenings = happeningsIn(event, listening);
  if (context.personSince === null) return happenings;
  return happenings.filter((happening) => 'say' in happening || isHeardBesidePerson(happening, question));
}

function happeningsIn(event: DialogEvent, listening: Listening): (Play | Remark)[] {
  switch (event.type) {
    case 'arrived':
      return [{ type: 'ARRIVED' }];
    case 'said':
      return heard(event, listening);
    case 'sent':
      return [{ type: 'REMARKED', key: `sent.${event.what}`, params: {} }];
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
function heard(event: Extract<DialogEvent, { type: 'said' }>, listening: Listening): (Play | Remark)[] {
  const { understanding, now } = event;
  const { context, question, sessionMinutes, wording } = listening;
  const plays = playsOf({ understanding, question, context, now, choiceOf: wording.choiceOf });
  const secret = understanding.secrets[0];
  if (secret !== undefined)
    return [{ say: { key: isPart(understanding) ? 'warn.part' : `warn.${secret}` } }, ...besideSecret(plays)];
  const away = now - context.lastAt > sessionMinutes * 60_000;
  if (context.personSince === null && away && context.applying && hasDraft(context) && plays.every(saysNothing)) {
    return [{ say: { key: 'welcome_back', params: { minutes: sessionMinutes } } }, { type: 'RETURNED' }];
  }
  return plays;
}

/** A few digits at the question for a number: half of it, or a code. Neither is kept. */
const isPart = ({ secrets, moves }: Understanding): boolean =>
  secrets[0] === 'code' && moves.some((move) => move.type === 'give' && !move.sound);

/** Beside a secret, good values are taken and questions answered; the rest of the message is not. */
function besideSecret(plays: readonly Play[]): Play[] {
  const kept = plays.filter(
    (play) =>
      play.type === 'ASKED' ||
      play.type === 'HARMED' ||
      play.type === 'HUMAN' ||
      (play.type === 'TOLD' && play.judged.accepted.length > 0),
  );
  return kept.length > 0 ? kept : [{ type: 'VAGUE' }];
}

/** Whether a play neither answers nor asks: a greeting, the wish to apply, or something not understood. */
const saysNothing = (play: Play): boolean =>
  ['APPLY', 'MISSED', 'REPEAT', 'VAGUE', 'UNREAD'].includes(play.type) ||
  (play.type === 'TOLD' && play.judged.accepted.length + play.judged.unconfirmed.length === 0) ||
  (play.type === 'REMARKED' && play.key === 'acts.greet');

function answered(answer: QueryAnswer): Play {
  switch (answer.query) {
    case 'claim':
      return answer.outcome === 'taken' ? { type: 'CLAIM_TAKEN', own: answer.own === true } : { type: 'CLAIM_FREE' };
    case 'statusByNumber':
    case 'statusByPerson':
      return answer.outcome === 'found'
        ? { type: 'LOOKED_UP', outcome: 'found', application: answer.application }
        : { type: 'LOOKED_UP', outcome: answer.outcome };
    case 'place':
      return answer.outcome === 'waiting'
        ? { type: 'PLACED', outcome: 'waiting', ahead: answer.ahead }
        : { type: 'PLACED', outcome: 'none' };
  }
}
