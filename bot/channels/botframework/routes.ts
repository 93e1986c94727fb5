import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { BotFrameworkConfig } from './settings';
import { DeskError, ERRORS, isDeskError } from '../../errors';
import type { Logger } from '../../log';
import type { Throttle } from '../../store/throttle';
import type { UserMessage } from '../../conversation';
import type { HandleTurn } from '../../turn/handleTurn';
import { allowAddress, MINUTE_SECONDS } from '../../http/perAddress';
import type { DeskAdapter } from './sdk/deskAdapter';
import { toInboundMessage } from './inbound';
import { parseInboundActivity, type InboundActivity } from './inboundActivity';
import { toAnswer, toOutgoingActivity } from './outgoing';
import { requireLoopbackSender, screenActivity } from './screen';

/** Dependencies of the route. */
export interface BotFrameworkRoutesDeps {
  config: BotFrameworkConfig;
  handleTurn: HandleTurn<UserMessage>;
  throttle: Throttle;
  /** Activities per client address and minute, over all conversations. */
  activitiesPerMinute: number;
  log: Logger;
  /** Loads the SDK at first use. */
  adapter(): DeskAdapter;
}

/** Body limit in bytes. Cards that the Emulator submits can exceed the usual 100 kB. */
const MAX_BODY = 1024 * 1024;

/**
 * `POST /api/messages` of the Bot Framework. 200 means that the turn is committed; replies are pushed, or are in the
 * body where deliveryMode is expectReplies. Errors have the protocol's form `{error: {code, message}}`.
 */
export const botFrameworkRoutes =
  (deps: BotFrameworkRoutesDeps): FastifyPluginAsync =>
  async (app) => {
    await app.register(async (scope) => {
      scope.removeContentTypeParser('text/plain');
      scope.setErrorHandler((error: FastifyError, request, reply) => sendError(error, request, reply, deps.log));
      addRoutes(scope, deps);
    });
  };

function addRoutes(scope: FastifyInstance, deps: BotFrameworkRoutesDeps): void {
  const { config } = deps;

  scope.post(
    '/api/messages',
    {
      bodyLimit: MAX_BODY,
      onRequest: async (request) => {
        if (!config.appId) requireLoopbackSender(senderOf(request));
        if (!(await allowAddress(deps.throttle, 'activities', request.ip, deps.activitiesPerMinute)))
          throw new DeskError('rate_limited');
      },
    },
    async (request, reply) => {
      const activity = parseInboundActivity(request.body);
      screenActivity(activity, config);
      const sdkActivity = toSdkActivity(activity);
      await deps.adapter().authenticate(request.headers.authorization ?? '', sdkActivity);
      if (activity.type === 'invoke') return reply.code(501).send({});
      const message = toInboundMessage(activity);
      const replies = message ? (await deps.handleTurn(message)).replies : [];
      if (activity.deliveryMode !== 'expectReplies') return reply.send({});
      const answers = replies.map((entry) => toOutgoingActivity(entry, activity.channelId));
      return reply.send({ activities: answers.map((answer) => toAnswer(answer, sdkActivity)) });
    },
  );

  scope.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE'],
    url: '/api/messages',
    handler: async (_request, reply) => {
      void reply.header('allow', 'POST');
      throw new DeskError('method_not_allowed');
    },
  });
}

const senderOf = (request: FastifyRequest) => ({
  remoteAddress: request.raw.socket.remoteAddress,
  host: request.raw.headers.host,
  forwarded: ['forwarded', 'x-forwarded-for', 'x-real-ip'].some((header) => header in request.headers),
});

/**
 * Activity for the SDK, of validated fields only. Roles are left out: the role `skill` would change the authentication.
 */
const toSdkActivity = ({
  type,
  id,
  channelId,
  serviceUrl,
  conversation,
  from,
  recipient,
  locale,
  deliveryMode,
}: InboundActivity) => ({
  type,
  channelId,
  serviceUrl,
  conversation: {
    id: conversation.id,
    name: conversation.name ?? '',
    isGroup: conversation.isGroup ?? false,
    conversationType: conversation.conversationType ?? '',
  },
  from: { id: from.id, name: from.name ?? '' },
  recipient: { id: recipient.id, name: recipient.name ?? '' },
  ...(id && { id }),
  ...(locale && { locale }),
  ...(deliveryMode && { deliveryMode }),
});

function sendError(error: FastifyError, request: FastifyRequest, reply: FastifyReply, log: Logger): FastifyReply {
  const { status, code, message } = toProtocolError(error);
  if (status >= 500) log.error({ err: error }, 'a Bot Framework activity failed');
  if (status === 429) void reply.header('retry-after', String(MINUTE_SECONDS));
  return reply.code(status).send({ error: { code, message } });
}

function toProtocolError(error: FastifyError): { status: number; code: string; message: string } {
  if (isDeskError(error)) return { status: error.status, code: error.code, message: error.message };
  // The SDK's AuthenticationError quotes the app id it was given, so its message is replaced.
  if (error.name === 'AuthenticationError' || /^unauthorized/i.test(error.message))
    return { status: 401, code: 'unauthorized', message: ERRORS.unauthorized.title };
  const status = error.statusCode ?? 500;
  return status < 500
    ? { status, code: 'invalid_request', message: error.message }
    : { status: 500, code: 'internal', message: ERRORS.internal.title };
}
