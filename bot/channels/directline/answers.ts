import type { FastifyInstance } from 'fastify';
import { DirectLineFault, sendFault, toFault } from './faults';

/** Gives every error of the scope Direct Line's form, and forbids caching of every response. */
export const answerWithFaults = (scope: FastifyInstance): void => {
  scope.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  });
  scope.setNotFoundHandler((_request, reply) => sendFault(reply, new DirectLineFault('unknown_path')));
  scope.setErrorHandler((error, request, reply) => {
    const fault = toFault(error);
    if (fault.fault === 'internal') request.log.error({ err: error }, 'Direct Line request failed');
    return sendFault(reply, fault);
  });
};
