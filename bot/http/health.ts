import type { FastifyPluginAsync } from 'fastify';
import type { Metrics } from '../observe/metrics';

export interface HealthDeps {
  /** Resolves if the store answers. */
  ping(): Promise<void>;
  /** False before the start is complete and while stopping: a balancer sends nothing then. */
  isOpen(): boolean;
  metrics: Metrics;
}

/** `/healthz`: the process answers. `/readyz`: it can work. `/metrics`: for Prometheus. */
export const healthRoutes =
  ({ ping, isOpen, metrics }: HealthDeps): FastifyPluginAsync =>
  async (app) => {
    app.get('/healthz', async () => ({ status: 'ok' }));

    app.get('/readyz', async (_request, reply) => {
      const store = await ping().then(
        () => 'ok' as const,
        () => 'unavailable' as const,
      );
      const ready = isOpen() && store === 'ok';
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : isOpen() ? 'not ready' : 'closed', store });
    });

    app.get('/metrics', async (_request, reply) =>
      reply.header('content-type', metrics.contentType).send(await metrics.text()),
    );
  };
