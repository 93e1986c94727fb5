import { DeskError } from '../errors';
import type { HandleTurn } from './handleTurn';

/**
 * Lets at most `limit` turns be under way in this process. Under overload an honest refusal serves people better than an answer that takes
 * ever longer.
 * @throws DeskError overloaded, at once, for each turn beyond the limit
 */
export const limitTurns = (handleTurn: HandleTurn, limit: number): HandleTurn => {
  let underWay = 0;
  return async (inbound) => {
    if (underWay >= limit) throw new DeskError('overloaded');
    underWay++;
    try {
      return await handleTurn(inbound);
    } finally {
      underWay--;
    }
  };
};
