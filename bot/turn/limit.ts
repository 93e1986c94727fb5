import { DeskError } from '../errors';
import type { HandleTurn } from './handleTurn';

/**
 * Limits concurrent turns of this process to `limit`: load shedding, so that latency stays bounded under overload.
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
