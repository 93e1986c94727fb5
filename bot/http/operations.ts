import type { FastifyPluginAsync } from 'fastify';
import { capability, type Core } from '../core/capability';

/** `/healthz`: the process answers. `/readyz`: it can work. `/metrics`: for Prometheus. */
const operationsRoutes =
  ({ store, observer, isOpen }: Core): FastifyPluginAsync =>
  async (app) => {
    app.get('/healthz', async () => ({ status: 'ok' }));

    app.get('/readyz', async (_request, reply) => {
      const answers = await store.ping().then(
        () => 'ok' as const,
        () => 'unavailable' as const,
      );
      const ready = isOpen() && answers === 'ok';
      const status = ready ? 'ready' : isOpen() ? 'not ready' : 'closed';
      return reply.code(ready ? 200 : 503).send({ status, store: answers });
    });

    app.get('/metrics', async (_request, reply) => {
      const { text, contentType } = await observer.metrics();
      return reply.header('content-type', contentType).send(text);
    });
  };

/** What operators and their tools ask of every node. */
export const operations = capability({
  name: 'operations',
  build: (core) => ({ routes: [{ plugin: operationsRoutes(core), everywhere: true }] }),
});
