import type { FastifyInstance } from 'fastify';
import type { ApiDeps } from './index';

const LIMIT = 100;

/** Conversations that asked for a person, newest first. */
export const handoffRoutes = (scope: FastifyInstance, { store }: ApiDeps): void => {
  scope.get('/handoffs', async () => {
    const handoffs = await store.reviewList.handoffs(LIMIT);
    return { items: handoffs.map((handoff) => ({ ...handoff, at: new Date(handoff.at).toISOString() })) };
  });
};
