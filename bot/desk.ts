import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Dialog } from '../dialogs/types';
import type { Understand } from '../nlu/types';
import { createApp } from './app';
import { createBotFrameworkChannel, type BotFrameworkChannel } from './channels/botframework';
import { chatTokenRoutes } from './channels/directline/chatToken';
import type { DirectLineDeps } from './channels/directline/deps';
import { directLineRoutes } from './channels/directline/routes';
import { attachDirectLineStream } from './channels/directline/stream';
import { createTokens } from './channels/directline/tokens';
import { systemClock } from './clock';
import type { Config, NamedKey, Secrets } from './config';
import { healthRoutes } from './health';
import { randomIds } from './ids';
import type { Logger } from './log';
import { createMetrics } from './metrics';
import { createProcessors } from './queue/processors';
import { createQueues } from './queue/queues';
import { createRelay } from './queue/relay';
import { createWorkers } from './queue/worker';
import { StartFault } from './startFault';
import { createStore } from './store';
import { connectRedis, waitUntilReady } from './store/redis';
import { createTurn } from './turn';

export interface DeskOptions {
  config: Config;
  secrets: Secrets;
  /** As connectRedis takes it: a URL, or the path of a socket. */
  redisUrl: string;
  dialog: Dialog;
  understand: Understand;
  log: Logger;
}

export interface Desk {
  app: FastifyInstance;
  botFramework: BotFrameworkChannel;
  /**
   * Connects, then listens and works, as the role says. Resolves to the port.
   * @throws StartFault where Redis does not answer or the port is taken
   */
  start(): Promise<number>;
  /** Takes nothing new, finishes what is under way, disconnects. */
  stop(): Promise<void>;
}

/** One node, composed but not started: nothing here decides anything. */
export async function createDesk({ config, secrets, redisUrl, dialog, understand, log }: DeskOptions): Promise<Desk> {
  const redis = connectRedis(redisUrl, 'store');
  const subscriber = connectRedis(redisUrl, 'subscriber');
  const workerRedis = connectRedis(redisUrl, 'worker');
  const connections = [redis, subscriber, workerRedis];
  for (const connection of connections) connection.on('error', (error) => log.warn({ err: error }, 'redis connection'));

  const store = createStore({
    redis,
    subscriber,
    dataKeys: nonEmpty(secrets.dataKeys),
    indexKey: secrets.indexKey,
    retention: config.dialog,
  });
  const queues = createQueues(redis, log);
  const relay = createRelay({ outbox: store.outbox, queues, clock: systemClock, log });
  const metrics = createMetrics(queues);
  const nudgeRelay = (conversationKey: string): void => relay.nudge(conversationKey);
  const turn = metrics.timed(
    createTurn({
      store,
      dialog,
      understand,
      clock: systemClock,
      ids: randomIds,
      isPushed: (channel) => pushed.has(channel),
      nudgeRelay,
    }),
  );

  const botFramework = createBotFrameworkChannel({
    config: config.botFramework,
    handleTurn: turn,
    transcripts: store.transcripts,
    throttle: store.throttle,
    messagesPerMinute: config.rates.messagesPerMinute,
    log,
  });
  const pushed = new Map(botFramework.channels.map((channel) => [channel, botFramework.push]));
  const directLine: DirectLineDeps & Parameters<typeof chatTokenRoutes>[0] = {
    handleTurn: turn,
    transcripts: store.transcripts,
    tokens: createTokens({ keys: secrets.tokenKeys, clock: systemClock, resumeDays: config.dialog.retentionDays }),
    throttle: store.throttle,
    log,
    secret: secrets.directLineSecret,
    publicUrl: config.publicUrl,
    allowedOrigins: config.allowedOrigins,
    ...config.rates,
    botName: config.dialog.operatorName,
  };

  let open = false;
  const health = healthRoutes({ ping: () => store.ping(), isOpen: () => open, metrics });
  const channels = [botFramework.routes, directLineRoutes(directLine), chatTokenRoutes(directLine)];
  const app = await createApp({
    log,
    metrics,
    trustProxy: config.trustProxy,
    routes: config.role === 'worker' ? [health] : [health, ...channels],
  });
  const stream = config.role === 'worker' ? undefined : attachDirectLineStream(app.server, directLine);
  const processors = createProcessors({
    store,
    turn,
    clock: systemClock,
    pushOf: (channel) => pushed.get(channel),
    nudgeRelay,
  });
  const workers = config.role === 'bot' ? undefined : createWorkers({ connection: workerRedis, processors, log });

  return {
    app,
    botFramework,

    async start() {
      await Promise.all(connections.map((connection) => waitUntilReady(connection))).catch((error: unknown) => {
        throw new StartFault('environment:REDIS_URL: Redis does not answer there; start it, or correct the address', {
          cause: error,
        });
      });
      relay.start();
      workers?.start();
      await listen(app, config);
      open = true;
      return (app.server.address() as AddressInfo).port;
    },

    async stop() {
      open = false;
      await stream?.close();
      await app.close();
      await workers?.stop();
      await relay.stop();
      await queues.close();
      for (const connection of connections) connection.disconnect();
    },
  };
}

function nonEmpty(keys: NamedKey[]): [NamedKey, ...NamedKey[]] {
  const [newest, ...older] = keys;
  if (!newest) throw new StartFault('.env:DATA_KEYS: names no key; see .env.example for its form');
  return [newest, ...older];
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port });
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
