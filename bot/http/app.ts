import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { DeskError, ERRORS, isDeskError } from '../errors';
import type { Logger } from '../log';
import type { Mount } from '../core/capability';
import type { Observer } from '../observe/observer';
import { sendProblem } from './problem';

/** Dependencies of the HTTP application. */
export interface AppDeps {
  log: Logger;
  observer: Pick<Observer, 'routes' | 'responded'>;
  /** Addresses of trusted proxies; empty: none. */
  trustProxy: readonly string[];
  mounts: readonly Mount[];
}

/** Default body limit in bytes. Routes may raise it. */
const MAX_BODY = 256 * 1024;

/** Time in which a client has sent its whole request. An upload of 4 MB needs a megabit a second. */
const REQUEST_WITHIN_MS = 30_000;

/** Grace of requests under way when the server closes; then their connections are cut. */
const CLOSE_WITHIN_MS = 10_000;

/** Characters of one parameter of a URL, decoded; ids of jobs are the longest. */
const MAX_PARAMETER = 300;

/**
 * Builds the HTTP application; it does not listen yet. Errors that a scope leaves unhandled become
 * `application/problem+json` (RFC 9457), without details where the status is 500 or above.
 */
export async function createApp({ log, observer, trustProxy, mounts }: AppDeps): Promise<FastifyInstance> {
  // Fastify would infer pino's own type, which differs from the one its plugins know.
  const logger: FastifyBaseLogger = log;
  const app = fastify({
    loggerInstance: logger,
    // URLs hold conversation ids, and those of streams a token.
    logController: new LogController({ disableRequestLogging: true }),
    // No child logger per request: only failures are logged.
    childLoggerFactory: () => logger,
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    bodyLimit: MAX_BODY,
    requestTimeout: REQUEST_WITHIN_MS,
    routerOptions: { maxParamLength: MAX_PARAMETER },
    // A URL that the router cannot read; its own answer would repeat it.
    frameworkErrors: (_error, _request, reply) => void sendProblem(reply, 'not_found'),
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
  });
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
    setTimeout(() => app.server.closeAllConnections(), CLOSE_WITHIN_MS).unref();
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    // A keep-alive connection would delay the close.
    if (closing) reply.header('connection', 'close');
    if ([429, 503].includes(reply.statusCode) && !reply.hasHeader('retry-after')) reply.header('retry-after', '1');
  });
  app.addHook('onResponse', async (request, reply) =>
    observer.responded(request.routeOptions.url ?? 'none', request.method, reply.statusCode, reply.elapsedTime / 1000),
  );
  app.setNotFoundHandler(async () => {
    throw new DeskError('not_found');
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = isDeskError(error) ? error.status : (error.statusCode ?? 500);
    if (status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
    const title = isDeskError(error) ? ERRORS[error.code].title : status < 500 ? error.message : ERRORS.internal.title;
    return reply.code(status).type('application/problem+json').send({ title, status });
  });
  for (const { plugin, prefix = '' } of mounts) await app.register(observer.routes(plugin), { prefix });
  await app.ready();
  return app;
}

/** Routes validate with zod. Without compilers of JSON schemas Fastify starts faster. */
const noSchemas = (): never => {
  throw new DeskError('internal', 'There is no compiler of JSON schemas; parse the input in the route');
};
