import type { FastifyInstance, FastifyReply } from 'fastify';
import { DirectLineFault } from '../faults';
import type { Address } from '../../../http/address';

/** Named one by one: `*` does not cover Authorization, and rxjs adds X-Requested-With to every call of the official client. */
const REQUEST_HEADERS = 'authorization, content-type, x-ms-bot-agent, x-requested-with';

const permit = (reply: FastifyReply, origin: string): void => {
  reply.header('access-control-allow-origin', origin);
  reply.header('access-control-allow-credentials', 'true');
  reply.header('access-control-expose-headers', 'retry-after');
};

/**
 * Lets pages of allowed origins call the routes of `scope`, and refuses others. The headers stand on error answers too; a browser
 * would otherwise show a client a network error, which it retries in silence.
 */
export const addCors = (scope: FastifyInstance, address: Pick<Address, 'allows'>): void => {
  scope.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    reply.header('vary', 'origin');
    if (origin === undefined) return;
    if (!address.allows(origin)) throw new DirectLineFault('origin_refused');
    permit(reply, origin);
  });

  scope.options('/*', async (_request, reply) =>
    reply
      .header('access-control-allow-methods', 'GET, POST, OPTIONS')
      .header('access-control-allow-headers', REQUEST_HEADERS)
      .header('access-control-max-age', '600')
      .code(204)
      .send(),
  );
};
