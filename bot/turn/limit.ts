import { DeskError } from '../errors';
import type { HandleTurn } from './turn';

/**
 * Lets `most` turns be under way in this process. Whoever comes on top is refused at once with DeskError overloaded, and asked to come
 * again: under overload an honest refusal serves people better than an answer that takes ever longer.
 */
export const limitTurns = (handleTurn: HandleTurn, most: number): HandleTurn => {
  let underWay = 0;
  return async (inbound) => {
    if (underWay >= most) throw new DeskError('overloaded');
    underWay++;
    try {
      return await handleTurn(inbound);
    } finally {
      underWay--;
    }
  };
};
