import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { DeskError } from '../errors';
import { parseRequest } from '../http/problem';
import type { ApiDeps } from './deps';
import { toIso } from './presentation';
import { requireRight } from './principal';

/** Routes of dead letters: list and retry. */
export const deadLetterRoutes = (scope: FastifyInstance, { queues }: ApiDeps): void => {
  const params = z.object({ queue: z.enum(queues.names), id: z.string().min(1).max(200) });

  scope.get('/dead-letters', async (request) => {
    requireRight(request, 'operate');
    const letters = await queues.deadLetters();
    return { items: letters.map((letter) => ({ ...letter, failedAt: toIso(letter.failedAt) })) };
  });

  scope.post('/dead-letters/:queue/:id/retry', async (request, reply) => {
    requireRight(request, 'operate');
    const { queue, id } = parseRequest(params, request.params);
    if (!(await queues.retry(queue, id))) throw new DeskError('not_found');
    return reply.code(202).send({ queue, id, status: 'retrying' });
  });
};
