/**
 * What the bot hears while a person of the staff has the conversation. It is an allow-list: any other move is said to that person and
 * never reaches the statechart, so a new move is silent by default.
 */
import type { Move } from '../state/events';
import type { QuestionId } from '../state/questions';

/** Moves heard whichever question is open. */
const HEARD: ReadonlySet<Move['type']> = new Set([
  // Buttons: back to the bot, and the answer to "are you sure?".
  'CHOSE',
  // Told that a person is there already.
  'HUMAN',
  // Help, ways out, and the applicant's rights over their data hold at any time.
  'HELP',
  'BACK',
  'CANCEL',
  'RESTART',
  'VIEW_DATA',
  'EXPORT_DATA',
  'ERASE',
  'WITHDRAW_CONSENT',
  // The chat was opened again.
  'ARRIVED',
  // The review and the staff, which are no utterances of the applicant.
  'CHANGED',
  'PERSON_TOOK',
  'PERSON_WROTE',
  'PERSON_LEFT',
  // The store's answer to a query of this turn: a state that waits for it must not be left waiting.
  'CLAIM_FREE',
  'CLAIM_TAKEN',
  'LOOKED_UP',
]);

/** "Are you sure?" was asked by the bot, so a vague answer to it, or the wish to read it again, is put to the bot. */
const HEARD_WHEN_SURE: ReadonlySet<Move['type']> = new Set([...HEARD, 'VAGUE', 'REPEAT']);

/** Whether the statechart is told of a move made beside a person, with this question open. */
export const isHeardBesidePerson = ({ type }: Pick<Move, 'type'>, question: QuestionId): boolean =>
  (question === 'sure' ? HEARD_WHEN_SURE : HEARD).has(type);
