import type { FastifyInstance, FastifyReply } from 'fastify';
import { DirectLineFault } from '../faults';
import type { Address } from '../../../http/address';

/**
 * Allowed request headers. `*` does not cover Authorization (Fetch standard); rxjs adds X-Requested-With in the
 * official client.
 */
const REQUEST_HEADERS = 'authorization, content-type, x-ms-bot-agent, x-requested-with';

const permit = (reply: FastifyReply, origin: string): void => {
  reply.header('access-control-allow-origin', origin);
  reply.header('access-control-allow-credentials', 'true');
  reply.header('access-control-expose-headers', 'retry-after');
};

/**
 * CORS for pages of allowed origins; others are refused. Error responses carry the headers too: without them a browser
 * reports a network error, which the client retries without notice.
 * @throws DirectLineFault origin_refused
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
