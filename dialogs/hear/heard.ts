/** What hearing starts from: the moves of a message, and where the conversation stands. */
import type { Move, Request, Understanding } from '../../nlu/types';
import type { Context } from '../state/context';
import type { Choice, QuestionId } from '../state/questions';
import type { EpochMs } from '../types';

/** Where the conversation stands when a message comes. */
export interface Standing {
  question: QuestionId;
  context: Context;
  now: EpochMs;
  /** The offered choice that the text names, by title, alias or number; null for none. */
  choiceOf: (text: string, offered: readonly Choice[]) => Choice | null;
}

/** A message and where it is heard. */
export interface Heard extends Standing {
  understanding: Understanding;
}

type OfType<Type extends Move['type']> = Extract<Move, { type: Type }>;

/** Moves of one type. */
export const movesOf = <Type extends Move['type']>({ understanding }: Heard, type: Type): OfType<Type>[] =>
  understanding.moves.filter((move): move is OfType<Type> => move.type === type);

/** Whether the message is text of a program, which speaks of nothing. */
export const isCode = (heard: Heard): boolean => movesOf(heard, 'code').length > 0;

/** Whether something is wished for; `dont` where it is said not to be done. */
export const wishOf = (heard: Heard, ...requests: Request[]): OfType<'request'> | undefined =>
  movesOf(heard, 'request').find(({ request }) => requests.includes(request));
