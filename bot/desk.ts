import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Dialog } from '../dialogs/types';
import type { Understand } from '../nlu/types';
import { createApi } from './api';
import { createApp } from './http/app';
import { createBotFrameworkChannel, type BotFrameworkChannel } from './channels/botframework';
import { chatTokenRoutes, type ChatTokenDeps } from './channels/directline/chatToken';
import type { DirectLineDeps } from './channels/directline/deps';
import { directLineRoutes } from './channels/directline/routes';
import { attachDirectLineStream, type DirectLineStream } from './channels/directline/stream';
import { rememberTokens } from './channels/directline/auth/rememberedTokens';
import { createTokens } from './channels/directline/auth/tokens';
import { systemClock } from './clock';
import type { Config, NamedKey, Secrets } from './settings/config';
import { healthRoutes } from './http/health';
import { randomIds } from './ids';
import type { Logger } from './log';
import { createMetrics } from './observe/metrics';
import { createProcessors } from './queue/processors';
import { createQueues } from './queue/queues';
import { createRelay } from './queue/relay';
import { createRetention } from './jobs/retention';
import { createWorkers } from './queue/worker';
import { StartFault } from './settings/startFault';
import { createStore } from './store';
import { connectRedis, waitUntilReady } from './store/redis/redis';
import { createTracing } from './observe/tracing';
import { createTurn } from './turn/turn';
import { limitTurns } from './turn/limit';
import { widgetRoutes, type WidgetDeps } from './widget/routes';

export interface DeskOptions {
  config: Config;
  secrets: Secrets;
  /** As connectRedis takes it: a URL, or the path of a socket. */
  redisUrl: string;
  dialog: Dialog;
  understand: Understand;
  log: Logger;
  /** Where the build has put the widget; beside the compiled code by default. */
  assetsDirectory?: string;
}

export interface Desk {
  app: FastifyInstance;
  botFramework: BotFrameworkChannel;
  /** How browsers reach it; with PORT=0 known only after the start. */
  publicUrl(): string;
  /**
   * Connects, then listens and works, as the role says. Resolves to the port.
   * @throws StartFault where Redis does not answer or the port is taken
   */
  start(): Promise<number>;
  /** Takes nothing new, finishes what is under way, disconnects. */
  stop(): Promise<void>;
}

/** One node, composed but not started: nothing here decides anything. */
export async function createDesk({
  config,
  secrets,
  redisUrl,
  dialog,
  understand,
  log,
  assetsDirectory,
}: DeskOptions): Promise<Desk> {
  const redis = connectRedis(redisUrl, 'store');
  const subscriber = connectRedis(redisUrl, 'subscriber');
  const workerRedis = connectRedis(redisUrl, 'worker');
  const connections = { store: redis, subscriber, worker: workerRedis };

  const tracing = createTracing(config.tracing, log);
  const store = tracing.store(
    createStore({
      redis,
      subscriber,
      dataKeys: nonEmpty(secrets.dataKeys),
      indexKey: secrets.indexKey,
      retention: config.dialog,
      dialog,
    }),
  );
  const queues = createQueues(redis, log);
  const relay = createRelay({
    outbox: store.outbox,
    reminders: store.reminders,
    queues: tracing.handover(queues),
    clock: systemClock,
    log,
  });
  let stream: DirectLineStream | undefined;
  const metrics = createMetrics({
    queues,
    outbox: store.outbox,
    clock: systemClock,
    webSockets: () => stream?.size() ?? 0,
  });
  for (const [purpose, connection] of Object.entries(connections))
    connection.on('error', (error) => {
      metrics.redisFailed(purpose);
      log.warn({ err: error, purpose }, 'redis connection');
    });
  const nudgeRelay = (conversationKey: string): void => relay.nudge(conversationKey);
  const turn = metrics.timed(
    tracing.turn(
      createTurn({
        store,
        dialog: tracing.dialog(dialog),
        understand: tracing.understand(understand),
        clock: systemClock,
        ids: randomIds,
        messagesPerMinute: config.rates.messagesPerMinute,
        isPushed: (channel) => pushed.has(channel),
        nudgeRelay,
        watch: tracing.watch(metrics.turns),
      }),
    ),
  );

  /** The worker's own turns are bounded by its concurrency, and must not be refused for those of clients. */
  const clientTurn = limitTurns(turn, config.rates.maxTurns);

  const botFramework = createBotFrameworkChannel({
    config: config.botFramework,
    handleTurn: clientTurn,
    transcripts: store.transcripts,
    throttle: store.tallyingThrottle,
    activitiesPerMinute: config.rates.activitiesPerMinute,
    log,
  });
  const pushed = new Map(
    botFramework.channels.map((channel) => [
      channel,
      metrics.counted(channel, tracing.push(channel, botFramework.push)),
    ]),
  );
  const web = {
    publicUrl: config.publicUrl,
    allowedOrigins: config.allowedOrigins,
  };
  const directLine: DirectLineDeps & ChatTokenDeps = {
    ...config.rates,
    handleTurn: clientTurn,
    transcripts: store.transcripts,
    tokens: rememberTokens(
      createTokens({ keys: secrets.tokenKeys, clock: systemClock, resumeDays: config.dialog.retentionDays }),
      systemClock,
    ),
    throttle: store.throttle,
    log,
    secret: secrets.directLineSecret,
    get publicUrl() {
      return web.publicUrl;
    },
    get allowedOrigins() {
      return web.allowedOrigins;
    },
    botName: config.dialog.operatorName,
  };
  const widget: WidgetDeps = {
    locale: config.locale,
    operator: { ...config.dialog, name: config.dialog.operatorName },
    get publicUrl() {
      return web.publicUrl;
    },
    ...(assetsDirectory !== undefined && { assetsDirectory }),
  };
  const api = createApi({
    store,
    handleTurn: turn,
    queues,
    clock: systemClock,
    staffToken: secrets.staffToken,
    nudgeRelay,
  });

  let open = false;
  const health = healthRoutes({ ping: () => store.ping(), isOpen: () => open, metrics });
  const forPeople: FastifyPluginAsync[] = [
    botFramework.routes,
    directLineRoutes(directLine),
    chatTokenRoutes(directLine),
    widgetRoutes(widget),
    async (scope) => {
      await scope.register(api, { prefix: '/api' });
    },
  ];
  const app = await createApp({
    log,
    metrics,
    trustProxy: config.trustProxy,
    routes: config.role === 'worker' ? [health] : [health, ...forPeople.map(tracing.routes)],
  });
  if (config.role !== 'worker') stream = attachDirectLineStream(app.server, directLine);
  const processors = tracing.processors(
    createProcessors({
      store,
      turn,
      clock: systemClock,
      pushOf: (channel) => pushed.get(channel),
      nudgeRelay,
    }),
  );
  const workers = config.role === 'bot' ? undefined : createWorkers({ connection: workerRedis, processors, log });
  const { retentionDays } = config.dialog;
  const retention =
    config.role === 'bot'
      ? undefined
      : createRetention({ store, queues, clock: systemClock, retentionDays, nudgeRelay, log });

  return {
    app,
    botFramework,
    publicUrl: () => web.publicUrl,

    async start() {
      await Promise.all(Object.values(connections).map((connection) => waitUntilReady(connection))).catch(
        (error: unknown) => {
          throw new StartFault('environment:REDIS_URL: Redis does not answer there; start it, or correct the address', {
            cause: error,
          });
        },
      );
      await store.wordings.keep();
      relay.start();
      workers?.start();
      retention?.start();
      const port = await listen(app, config);
      web.publicUrl = withPort(config.publicUrl, port);
      web.allowedOrigins = config.allowedOrigins.map((origin) => withPort(origin, port));
      open = true;
      return port;
    },

    async stop() {
      open = false;
      await stream?.close();
      await app.close();
      const storeAnswers = await store.ping().then(
        () => true,
        () => false,
      );
      const finished = Promise.allSettled([workers?.stop(!storeAnswers), relay.stop(), retention?.stop()])
        .then(() => queues.close())
        .catch((error: unknown) => log.warn({ err: error }, 'queues did not close'));
      const patience = new AbortController();
      const tooLong = delay(storeAnswers ? STOP_WITHIN_MS : 0, undefined, { signal: patience.signal });
      await Promise.race([finished, tooLong]);
      patience.abort();
      await tooLong.catch(() => undefined);
      await tracing.close();
      for (const connection of Object.values(connections)) connection.disconnect();
    },
  };
}

const STOP_WITHIN_MS = 10_000;

/** The address with the port that the system chose, where none was given (PORT=0). */
const withPort = (url: string, port: number): string => url.replace(/:0$/, `:${port}`);

function nonEmpty(keys: NamedKey[]): [NamedKey, ...NamedKey[]] {
  const [newest, ...older] = keys;
  if (!newest) throw new StartFault('.env:DATA_KEYS: names no key; see .env.example for its form');
  return [newest, ...older];
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<number> {
  try {
    await app.listen({ host, port });
    return (app.server.address() as AddressInfo).port;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new StartFault(`.env:PORT: ${port} is taken on ${host}; stop what listens there, or set another PORT`, {
        cause: error,
      });
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new StartFault(`.env:HOST: ${host} is no address of this machine; correct HOST`, { cause: error });
    if (code === 'EACCES')
      throw new StartFault(`.env:PORT: ${port} needs privileges this user lacks; choose one above 1023`, {
        cause: error,
      });
    throw error;
  }
}
