import type { FastifyPluginAsync } from 'fastify';
import { capability } from '../core/capability';
import { answerWithProblems } from '../http/problem';
import { secretsFile } from '../settings/secrets';
import { applicationRoutes } from './applications';
import { deadLetterRoutes } from './deadLetters';
import type { ApiDeps } from './deps';
import { handoffRoutes } from './handoffs';
import { addPrincipals, createPrincipals } from './principal';
import { API_SETTINGS } from './settings';

const BODY_LIMIT_BYTES = 16 * 1_024;

/** The reviewer's API: JSON, not cacheable, errors as problem documents (RFC 9457). */
export const createApi =
  (deps: ApiDeps): FastifyPluginAsync =>
  async (app) => {
    answerWithProblems(app);
    app.removeContentTypeParser('text/plain');
    app.addHook('onRoute', (route) => {
      route.bodyLimit = BODY_LIMIT_BYTES;
    });
    addPrincipals(app, deps.principalOf);
    app.addHook('onSend', (_request, reply, payload, next) => {
      reply.header('cache-control', 'no-store');
      next(null, payload);
    });

    applicationRoutes(app, deps);
    handoffRoutes(app, deps);
    deadLetterRoutes(app, deps);
  };

/** Capability with the API for reviewers and the lender's engines, under `/api`. */
export const api = capability({
  name: 'api',
  settings: API_SETTINGS,

  build({ config, store, cases, queues, handleInnerTurn }, { STAFF_TOKEN }) {
    const principalOf = createPrincipals(STAFF_TOKEN, store.machineTokens);
    const isGenerated = config.generated.includes('STAFF_TOKEN');
    const plugin = createApi({ store, cases, queues, handleTurn: handleInnerTurn, principalOf });
    return {
      routes: [{ prefix: '/api', plugin }],
      lines: () => [
        {
          title: 'Staff token',
          text: isGenerated ? `"staffToken" in ${secretsFile(config.dataDir)}` : 'as set in STAFF_TOKEN',
        },
      ],
    };
  },
});
