import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import {
  accessOf,
  addAuthorization,
  requireConversation,
  requireSecret,
  requireToken,
  type OpenConversation,
} from './auth/access';
import { parseWatermark, toActivityId, toActivitySet } from './activity/activities';
import { answerWithFaults } from './answers';
import { addCors } from './auth/cors';
import { DIRECT_LINE_PATH, type DirectLineDeps } from './deps';
import { DirectLineFault } from './faults';
import { isUserId, newConversationId, newUserId } from './auth/identity';
import { parseActivity, toInboundMessage } from './activity/inbound';
import { parseJson } from './activity/json';
import { readSince, requireStarted } from './reading';
import { arrive, issueStart, issueToken } from './start';
import type { Grant } from './auth/tokens';
import { readUpload } from './activity/upload';

/** Body limits in bytes. Direct Line's own are 256K characters for an activity and 4 MB for an upload. */
const MAX_BODY = 256 * 1024;
const MAX_UPLOAD = 4 * 1024 * 1024;

/** Body of tokens/generate. Microsoft's samples write both `user.id` and `User.Id`. */
const generateSchema = z
  .object({
    user: z.object({ id: z.string().optional() }).optional(),
    User: z.object({ Id: z.string().optional() }).optional(),
    trustedOrigins: z.array(z.string().max(300)).max(50).optional(),
    TrustedOrigins: z.array(z.string().max(300)).max(50).optional(),
  })
  .nullish();

/**
 * Grant for a new conversation, as the server with the secret requests it.
 * @throws DirectLineFault bad_request or bad_user
 */
const parseGrant = (body: unknown): Grant => {
  const parsed = generateSchema.safeParse(body);
  if (!parsed.success) throw new DirectLineFault('bad_request');
  const userId = parsed.data?.user?.id ?? parsed.data?.User?.Id;
  if (userId !== undefined && !isUserId(userId)) throw new DirectLineFault('bad_user');
  const trustedOrigins = parsed.data?.trustedOrigins ?? parsed.data?.TrustedOrigins;
  return {
    conversationId: newConversationId(),
    userId: userId ?? newUserId(),
    ...(trustedOrigins && { trustedOrigins }),
  };
};

/**
 * Grant for a conversation started with the secret. The server may name the user; an id without our form is replaced.
 */
const grantOfSecret = (body: unknown): Grant => {
  const named = z.object({ user: z.object({ id: z.string() }) }).safeParse(body);
  const userId = named.success && isUserId(named.data.user.id) ? named.data.user.id : newUserId();
  return { conversationId: newConversationId(), userId };
};

const grantOf = ({ conversationId, userId, trustedOrigins }: OpenConversation): Grant => ({
  conversationId,
  ...(userId !== undefined && { userId }),
  ...(trustedOrigins && { trustedOrigins }),
});

const addTokenRoutes = (scope: FastifyInstance, deps: DirectLineDeps): void => {
  scope.post('/tokens/generate', async (request) => {
    requireSecret(request);
    return issueToken(parseGrant(request.body), deps);
  });

  scope.post('/tokens/refresh', async (request) => issueToken(requireToken(request), deps));

  scope.get('/session/getsessionid', async () => ({ sessionId: randomUUID() }));
};

const addConversationRoutes = (scope: FastifyInstance, deps: DirectLineDeps): void => {
  scope.post('/conversations', async (request, reply) => {
    const access = accessOf(request);
    const grant = access.kind === 'token' ? access.grant : grantOfSecret(request.body);
    const { created } = await arrive(grant.conversationId, deps);
    return reply.code(created ? 201 : 200).send(await issueStart(grant, '', deps));
  });

  scope.get<{ Params: { id: string }; Querystring: { watermark?: unknown } }>('/conversations/:id', async (request) => {
    const conversation = requireConversation(request);
    await requireStarted(deps.transcripts, conversation.conversationKey);
    return issueStart(grantOf(conversation), String(parseWatermark(request.query.watermark)), deps);
  });
};

const addActivityRoutes = (scope: FastifyInstance, deps: DirectLineDeps): void => {
  /** Handles an activity. Responds with the id of the user's entry once the turn is committed. */
  const take = async (conversation: OpenConversation, body: unknown): Promise<{ id: string }> => {
    const { conversationId } = conversation;
    const message = toInboundMessage(parseActivity(body), conversation);
    if (!message) return { id: `${conversationId}|${randomUUID()}` };
    const { echoPosition, last } = await deps.handleTurn(message);
    return { id: toActivityId(conversationId, echoPosition ?? last) };
  };

  scope.post<{ Params: { id: string } }>('/conversations/:id/activities', async (request) =>
    take(requireConversation(request), request.body),
  );

  scope.post<{ Params: { id: string } }>('/conversations/:id/upload', { bodyLimit: MAX_UPLOAD }, async (request) => {
    const conversation = requireConversation(request);
    if (!Buffer.isBuffer(request.body)) throw new DirectLineFault('unsupported_media_type');
    return take(conversation, await readUpload(request.headers['content-type'], request.body));
  });

  scope.get<{ Params: { id: string }; Querystring: { watermark?: unknown } }>(
    '/conversations/:id/activities',
    async (request) => {
      const { conversationId, conversationKey, userId } = requireConversation(request);
      const after = parseWatermark(request.query.watermark);
      const read = await readSince(deps.transcripts, conversationKey, after);
      if (read.last === 0) throw new DirectLineFault('unknown_conversation');
      return toActivitySet(read, after, { conversationId, userId, botName: deps.botName, locale: deps.locale });
    },
  );
};

/** HTTP API of the self-hosted Direct Line 3.0, under `/v3/directline`. Streams: see `createStreams`. */
export const directLineRoutes =
  (deps: DirectLineDeps): FastifyPluginAsync =>
  async (app) => {
    await app.register(
      async (scope) => {
        scope.removeAllContentTypeParsers();
        scope.addContentTypeParser(
          'application/json',
          { parseAs: 'string', bodyLimit: MAX_BODY },
          async (_request: unknown, body: string) => parseJson(body),
        );
        scope.addContentTypeParser('*', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) => body);
        answerWithFaults(scope);
        addCors(scope, deps.address);
        addAuthorization(scope, deps);
        addTokenRoutes(scope, deps);
        addConversationRoutes(scope, deps);
        addActivityRoutes(scope, deps);
      },
      { prefix: DIRECT_LINE_PATH },
    );
  };
