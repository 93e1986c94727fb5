import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { allowAddress, MINUTE_SECONDS } from '../../http/perAddress';
import { addCors } from './auth/cors';
import { answerWithFaults } from './answers';
import { DirectLineFault } from './faults';
import { newConversationId, newUserId } from './auth/identity';
import { parseJson } from './activity/json';
import { issueToken, type TokenAnswer } from './start';
import type { Grant, Tokens } from './auth/tokens';
import type { DirectLineDeps } from './deps';

/** Dependencies of the route. */
export type ChatTokenDeps = Pick<DirectLineDeps, 'tokens' | 'throttle' | 'address' | 'tokensPerMinute'>;

/** Response of `POST /chat/token`. */
export interface ChatTokenAnswer extends TokenAnswer {
  userId: string;
  /** Ticket for later tokens of the same visitor, valid for RETENTION_DAYS. */
  resume: string;
}

/** Body limit in bytes; a token has about 500. */
const MAX_BODY = 8 * 1024;

const bodySchema = z.object({ token: z.string().max(4096).nullish() }).nullish();

/**
 * Grant of a resume ticket, or of the token of an open page.
 * @throws DirectLineFault token_expired or invalid_token
 */
const visitorOf = async (token: string, tokens: Tokens): Promise<Grant> => {
  const verified = await Promise.all([tokens.verify('resume', token), tokens.verify('directline', token)]);
  for (const one of verified) if (one.outcome === 'valid') return one.grant;
  throw new DirectLineFault(verified.some(({ outcome }) => outcome === 'expired') ? 'token_expired' : 'invalid_token');
};

/**
 * `POST /chat/token`: a Direct Line token for a visitor of a website; for the same visitor as before where the body is
 * `{token}`. The page names neither user nor conversation, so it cannot take over another's.
 */
export const chatTokenRoutes =
  (deps: ChatTokenDeps): FastifyPluginAsync =>
  async (app) => {
    const answer = async (grant: Grant & { userId: string }): Promise<ChatTokenAnswer> => ({
      ...(await issueToken(grant, deps)),
      userId: grant.userId,
      resume: await deps.tokens.sign('resume', grant),
    });

    await app.register(
      async (scope) => {
        scope.removeAllContentTypeParsers();
        scope.addContentTypeParser(
          '*',
          { parseAs: 'string', bodyLimit: MAX_BODY },
          async (_request: unknown, body: string) => parseJson(body),
        );
        answerWithFaults(scope);
        addCors(scope, deps.address);

        scope.post('/token', async (request) => {
          if (!(await allowAddress(deps.throttle, 'chat-token', request.ip, deps.tokensPerMinute)))
            throw new DirectLineFault('too_many', MINUTE_SECONDS);
          const body = bodySchema.safeParse(request.body);
          if (!body.success) throw new DirectLineFault('bad_request');
          const ticket = body.data?.token;
          if (!ticket) return answer({ conversationId: newConversationId(), userId: newUserId() });
          const visitor = await visitorOf(ticket, deps.tokens);
          if (!deps.address.allows(request.headers.origin, visitor.trustedOrigins))
            throw new DirectLineFault('origin_refused');
          return answer({ ...visitor, userId: visitor.userId ?? newUserId() });
        });
      },
      { prefix: '/chat' },
    );
  };
