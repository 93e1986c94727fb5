import type { FastifyPluginAsync } from 'fastify';
import { capability, type Core } from '../core/capability';

/**
 * `/healthz`: liveness. `/readyz`: readiness, 503 while Redis does not answer or the node is closed. `/metrics`:
 * Prometheus.
 */
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

/** Capability with the endpoints for monitoring. Every role serves them. */
export const operations = capability({
  name: 'operations',
  build: (core) => ({ routes: [{ plugin: operationsRoutes(core), everywhere: true }] }),
});
