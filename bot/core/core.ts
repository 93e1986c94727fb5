import type { Dialog } from '../../dialogs/types';
import type { Understand } from '../../nlu/types';
import { createCases } from '../cases/cases';
import type { ChannelFacts } from '../channel';
import { systemClock, type Clock } from '../clock';
import { createAddress } from '../http/address';
import { randomIds, type Ids } from '../ids';
import { DELIVER } from '../jobs/deliver';
import type { Logger } from '../log';
import { createObserver } from '../observe/observer';
import type { QueueFacts } from '../queue/job';
import { createQueues } from '../queue/queues';
import { createRelay, type Relay } from '../queue/relay';
import type { Config } from '../settings/config';
import { createStore } from '../store';
import { limitTurns } from '../turn/limit';
import { createHandleTurn } from '../turn/turn';
import type { Capability, Core } from './capability';
import { connect, type Connections } from './connections';

/** Dependencies of one node. */
export interface CoreOptions {
  config: Config;
  /** URL or socket path, see `connectRedis`. */
  redisUrl: string;
  dialog: Dialog;
  understand: Understand;
  log: Logger;
  /** Capabilities to build. Their channels and queues are needed before they are built. */
  capabilities: readonly Capability[];
  /** Default: the system clock. */
  clock?: Clock;
  /** Default: random ids. */
  ids?: Ids;
  /** See RelayDeps. */
  sweepMs?: number;
}

/** The core with the methods that only its owner calls. */
export interface RunningCore extends Core {
  /**
   * Connects to Redis and prepares the store.
   * @throws StartFault
   */
  connect(): Promise<void>;
  readonly relay: Relay;
  /** Sets `isOpen`. */
  open(isOpen: boolean): void;
  /** Connection for BullMQ's workers. */
  readonly workerConnection: Connections['worker'];
  /**
   * Stops in order: `finish`, relay and queues within 10 s, then spans and connections. `finish` learns whether Redis
   * answers.
   */
  stop(finish: (storeAnswers: boolean) => Promise<unknown>): Promise<void>;
}

/** Channels of all capabilities by name. */
const channelsOf = (capabilities: readonly Capability[]): Map<string, ChannelFacts> =>
  new Map(capabilities.flatMap(({ channels }) => channels).map((facts) => [facts.name, facts]));

/** Composes store, queues, turn and cases of one node. Starts nothing. */
export const createCore = (options: CoreOptions): RunningCore => {
  const { config, redisUrl, log, capabilities, clock = systemClock, ids = randomIds } = options;
  const observer = createObserver(config.tracing, log);
  const connections = connect(redisUrl, (purpose, error) => {
    observer.redisFailed(purpose);
    log.warn({ err: error, purpose }, 'redis connection');
  });
  const { store: redis, subscriber } = connections;
  const { dataKeys, indexKey, dialog: retention } = config;
  const store = observer.store(
    createStore({ redis, subscriber, dataKeys, indexKey, retention, dialog: options.dialog }),
  );
  const facts: QueueFacts[] = [DELIVER, ...capabilities.flatMap(({ queues }) => queues)];
  const queues = createQueues(redis, facts, log);
  const { outbox, reminders } = store;
  const relay = createRelay({
    ...{ outbox, reminders, queues: observer.relayTarget(queues), clock, log },
    ...(options.sweepMs !== undefined && { sweepMs: options.sweepMs }),
  });
  const dialog = observer.dialog(options.dialog);
  const handleInnerTurn = observer.turn(
    createHandleTurn({
      ...{ store, dialog, clock, ids },
      understand: observer.understand(options.understand),
      channels: channelsOf(capabilities),
      messagesPerMinute: config.messagesPerMinute,
      observer: observer.turns,
    }),
  );
  let isOpen = false;

  return {
    ...{ config, clock, ids, log, store, queues, dialog, handleInnerTurn, observer },
    handleTurn: limitTurns(handleInnerTurn, config.maxTurns),
    cases: createCases({ store, handleTurn: handleInnerTurn, clock }),
    address: createAddress(config),
    isOpen: () => isOpen,
    open: (open) => void (isOpen = open),
    workerConnection: connections.worker,
    async connect() {
      await connections.ready();
      await store.prepare();
    },
    relay,
    stop: (finish) => stopInOrder({ store, relay, queues, observer, connections, log }, finish),
  };
};

const STOP_WITHIN_MS = 10_000;

type Stoppable = Pick<Core, 'store' | 'queues' | 'observer' | 'log'> & {
  relay: Relay;
  connections: Connections;
};

/** Where Redis does not answer, nothing can be finished and nothing is waited for. */
const stopInOrder = async (
  { store, relay, queues, observer, connections, log }: Stoppable,
  finish: (storeAnswers: boolean) => Promise<unknown>,
): Promise<void> => {
  const storeAnswers = await store.ping().then(
    () => true,
    () => false,
  );
  const finished = Promise.allSettled([finish(storeAnswers), relay.stop()])
    .then(() => queues.close())
    .catch((error: unknown) => log.warn({ err: error }, 'queues did not close'));
  await withTimeout(finished, storeAnswers ? STOP_WITHIN_MS : 0);
  await observer.close();
  connections.close();
};

/** Resolves when `work` has settled, or after `ms` milliseconds. */
const withTimeout = async (work: Promise<unknown>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, tooLong]);
  clearTimeout(timer);
};
