/**
 * Plays that the bot hears while a person of the staff has the conversation. It is an allow-list: any other is meant for that person
 * and does not reach the statechart, so a new kind of play is silent by default.
 */
import type { Play } from '../state/events';
import type { QuestionId } from '../state/questions';

/** Plays heard whichever question is open. */
const HEARD: ReadonlySet<Play['type']> = new Set([
  // Buttons: back to the bot, and the answer to "are you sure?".
  'CHOSE',
  // Answered: a person is there already.
  'HUMAN',
  'HUMAN_CANCEL',
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
  // Answers of the store to a query of this turn: without them the statechart would keep waiting.
  'CLAIM_FREE',
  'CLAIM_TAKEN',
  'LOOKED_UP',
  'PLACED',
]);

/** The bot itself asked "are you sure?", so a vague answer and the wish to read the question again are meant for it. */
const HEARD_WHEN_SURE: ReadonlySet<Play['type']> = new Set([...HEARD, 'VAGUE', 'REPEAT']);

/** Whether a play reaches the statechart while a person has the conversation and `question` is open. */
export const isHeardBesidePerson = ({ type }: Pick<Play, 'type'>, question: QuestionId): boolean =>
  (question === 'sure' ? HEARD_WHEN_SURE : HEARD).has(type);
