import type { FastifyPluginCallback } from 'fastify';
import type { Clock } from '../clock';
import type { Queues } from '../queue/queues';
import type { Store } from '../store';
import type { HandleTurn } from '../turn/turn';
import { applicationRoutes } from './applications';
import { requireBearer } from './bearer';
import { deadLetterRoutes } from './deadLetters';
import { handoffRoutes } from './handoffs';
import { answerWithProblems } from '../http/problem';

export interface ApiDeps {
  store: Store;
  handleTurn: HandleTurn;
  queues: Pick<Queues, 'deadLetters' | 'retry'>;
  clock: Clock;
  staffToken: string;
  /** Told after each write that left commands in the outbox. */
  nudgeRelay(conversationKey: string): void;
}

const BODY_LIMIT_BYTES = 16 * 1_024;

/** The reviewer's API, to be registered under the prefix `/api`. JSON in, JSON out; nothing of it is to be cached. */
export const createApi =
  (deps: ApiDeps): FastifyPluginCallback =>
  (app, _options, done) => {
    answerWithProblems(app);
    app.removeContentTypeParser('text/plain');
    app.addHook('onRoute', (route) => {
      route.bodyLimit = BODY_LIMIT_BYTES;
    });
    app.addHook('onRequest', requireBearer(deps.staffToken));
    app.addHook('onSend', (_request, reply, payload, next) => {
      reply.header('cache-control', 'no-store');
      next(null, payload);
    });

    applicationRoutes(app, deps);
    handoffRoutes(app, deps);
    deadLetterRoutes(app, deps);
    done();
  };
