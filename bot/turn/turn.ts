import { setTimeout as wait } from 'node:timers/promises';
import type { InboundMessage, TurnResult } from '../conversation';
import { DeskError } from '../errors';
import { attempt } from './attempt';
import type { HandleTurn, TurnDeps } from './handleTurn';
import { inOrder } from './inOrder';
import { createTurnBatch } from './turnBatch';

/**
 * load → understand → step → commit → result. Before the commit only a claim and a number's index entry are written;
 * both are harmless alone. A lost compare-and-set recomputes the turn.
 * @throws DeskError conversation_busy after MAX_TRIES lost attempts
 */
export const createHandleTurn = (deps: TurnDeps): HandleTurn => {
  const { store, observer } = deps;
  const batch = createTurnBatch();

  const untilCommitted = async (inbound: InboundMessage): Promise<TurnResult> => {
    await batch();
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const conversation = await store.conversations.load(inbound.conversationKey, inbound.id);
      const result = await attempt(inbound, conversation, deps);
      if (result) return result;
      observer?.conflicted();
      await backOff(tries);
    }
    throw new DeskError('conversation_busy');
  };

  return inOrder(({ conversationKey }) => conversationKey, untilCommitted);
};

/** Attempts before `conversation_busy`. */
const MAX_TRIES = 8;

/** Exponential back-off with jitter: up to 10 ms after the first lost attempt, doubled with each. */
const backOff = (tries: number): Promise<void> => wait(Math.random() * 10 * 2 ** tries);
