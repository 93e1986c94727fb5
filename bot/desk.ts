import type { FastifyInstance } from 'fastify';
import type { Capability, Part } from './core/capability';
import { createCore, type CoreOptions, type RunningCore } from './core/core';
import { createApp } from './http/app';
import { listen } from './http/listen';
import { DELIVER, deliverJob } from './jobs/deliver';
import type { PushedChannel } from './jobs/send';
import { createScheduler, type Scheduler } from './queue/scheduler';
import { createWorkers, type WorkerGroup } from './queue/worker';

/** One node: HTTP application, core and jobs. */
export interface Desk {
  app: FastifyInstance;
  core: RunningCore;
  /** Undefined where ROLE=bot. */
  work: Work | undefined;
  /** Lines for the operator, such as addresses. With PORT=0 the port is known only after the start. */
  lines(): { title: string; text: string }[];
  /**
   * Connects, then runs jobs and listens, as the role says. Resolves to the port.
   * @throws StartFault where Redis does not answer or the port is taken
   */
  start(): Promise<number>;
  /** Accepts nothing new, finishes what is under way, and disconnects. */
  stop(): Promise<void>;
}

/** Composes one node and starts nothing. */
export async function createDesk(options: CoreOptions): Promise<Desk> {
  const { config, log } = options;
  const chosen = options.capabilities.filter((one) => one.enabled(config));
  const core = createCore({ ...options, capabilities: chosen });
  const parts: Part[] = [];
  for (const one of chosen) parts.push(await one.build(core));
  checkParts(chosen, parts);

  const isWorker = config.role === 'worker';
  const mounts = parts.flatMap(({ routes = [] }) => routes).filter(({ everywhere }) => everywhere ?? !isWorker);
  const app = await createApp({ log, observer: core.observer, trustProxy: config.trustProxy, mounts });
  if (!isWorker) for (const { channel } of parts) channel?.attach?.(app.server);
  core.observer.gauges(parts.flatMap(({ gauges = [] }) => gauges));
  const work = config.role === 'bot' ? undefined : createWork(core, parts, pushedChannels(chosen, parts, core));

  return {
    app,
    core,
    work,
    lines: () => (isWorker ? [] : parts.flatMap((part) => part.lines?.() ?? [])),

    async start() {
      await core.connect();
      core.relay.start();
      work?.workers.start();
      work?.scheduler.start();
      const port = await listen(app, config);
      core.address.listensOn(port);
      core.open(true);
      for (const part of parts) await part.start?.();
      return port;
    },

    async stop() {
      core.open(false);
      for (const part of parts.toReversed()) await part.stop?.();
      await app.close();
      await core.stop((storeAnswers) => Promise.all([work?.workers.stop(!storeAnswers), work?.scheduler.stop()]));
    },
  };
}

/**
 * Holds each part to what its capability has announced.
 * @throws RangeError for a queue without a job, a pushed channel without `push`, or a name that is used twice
 */
const checkParts = (capabilities: readonly Capability[], parts: readonly Part[]): void => {
  const names = [DELIVER, ...capabilities.flatMap(({ queues }) => queues)].map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new RangeError(`two queues are named ${twice}; rename one`);
  for (const [index, { name, queues, channels }] of capabilities.entries()) {
    const { jobs = [], channel } = parts[index] ?? {};
    const idle = queues.find((queue) => !jobs.some((job) => job.queue === queue));
    if (idle) throw new RangeError(`${name}: nothing carries out the queue ${idle.name}; add a job to its part`);
    const mute = channels.find(({ delivery }) => delivery === 'pushed' && !channel?.push);
    if (mute) throw new RangeError(`${name}: the channel ${mute.name} is pushed, and its part has no push`);
  }
};

/** Pushed channels by name. */
const pushedChannels = (
  capabilities: readonly Capability[],
  parts: readonly Part[],
  { observer }: RunningCore,
): Map<string, PushedChannel> =>
  new Map(
    capabilities.flatMap(({ channels }, index) => {
      const push = parts[index]?.channel?.push;
      return push ? channels.map((facts) => [facts.name, { facts, push: observer.push(facts.name, push) }]) : [];
    }),
  );

/** Background work of a node: jobs and schedules of all parts. */
export interface Work {
  workers: WorkerGroup;
  scheduler: Scheduler;
}

const createWork = (core: RunningCore, parts: readonly Part[], channels: ReadonlyMap<string, PushedChannel>): Work => {
  const { store, queues, observer, log } = core;
  const deliver = deliverJob({ store, queues, channelOf: (name) => channels.get(name) });
  const jobs = [deliver, ...parts.flatMap((part) => part.jobs ?? [])].map(observer.job);
  const schedules = parts.flatMap((part) => part.schedules ?? []);
  return {
    workers: createWorkers({ connection: core.workerConnection, jobs, log }),
    scheduler: createScheduler(schedules, store.throttle, log),
  };
};
