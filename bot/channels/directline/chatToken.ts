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

export type ChatTokenDeps = Pick<DirectLineDeps, 'tokens' | 'throttle' | 'address' | 'tokensPerMinute'>;

export interface ChatTokenAnswer extends TokenAnswer {
  userId: string;
  /** Good for a later token of the same visitor, for as long as applications are kept. */
  resume: string;
}

/** Bytes; a token has about 500. */
const MAX_BODY = 8 * 1024;

const bodySchema = z.object({ token: z.string().max(4096).nullish() }).nullish();

/** The ticket kept from an earlier visit, or the token of a page still open. Throws `DirectLineFault` token_expired or invalid_token. */
const visitorOf = async (token: string, tokens: Tokens): Promise<Grant> => {
  const verified = await Promise.all([tokens.verify('resume', token), tokens.verify('directline', token)]);
  for (const one of verified) if (one.outcome === 'valid') return one.grant;
  throw new DirectLineFault(verified.some(({ outcome }) => outcome === 'expired') ? 'token_expired' : 'invalid_token');
};

/**
 * `POST /chat/token`: a Direct Line token for one visitor of a website, new or, with `{token}` in the body, the same as before. The
 * page names neither user nor conversation, so it can take over nobody's.
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
