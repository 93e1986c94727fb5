import type { FastifyPluginAsync } from 'fastify';
import type { Dialog } from '../../dialogs/types';
import type { Understand } from '../../nlu/types';
import type { TracingConfig } from '../settings/config';
import type { Push } from '../conversation';
import type { Logger } from '../log';
import type { Processors } from '../queue/processors';
import type { Queues } from '../queue/queues';
import type { Store } from '../store';
import type { HandleTurn, TurnWatch } from '../turn/turn';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Name of the span that requests to this route are, where they are traced; most are not. */
    span?: string;
  }
}

/**
 * Traces of what a node does, for an OpenTelemetry collector. A node is traced at its seams: each function takes one of its parts and
 * gives it back traced. Off, it gives back the very part, so that nobody pays for what nobody has asked for.
 */
export interface Tracing {
  /** Requests go on with the trace that their `traceparent` names; those of a route with a `span` are one. */
  routes(plugin: FastifyPluginAsync): FastifyPluginAsync;
  turn(handleTurn: HandleTurn): HandleTurn;
  watch(watch: TurnWatch): TurnWatch;
  understand(understand: Understand): Understand;
  dialog(dialog: Dialog): Dialog;
  /** Commands written under a span carry it along, so that the jobs that carry them out belong to its trace. */
  store(store: Store): Store;
  /** What the relay hands commands over to. */
  handover<Target extends Pick<Queues, 'add'>>(queues: Target): Pick<Queues, 'add'>;
  processors(processors: Processors): Processors;
  push(channel: string, push: Push): Push;
  /** Sends what is left, for at most two seconds. */
  close(): Promise<void>;
}

const asItIs = <Part>(part: Part): Part => part;

const OFF: Tracing = {
  routes: asItIs,
  turn: asItIs,
  watch: asItIs,
  understand: asItIs,
  dialog: asItIs,
  store: asItIs,
  handover: asItIs,
  processors: asItIs,
  push: (_channel, push) => push,
  async close() {},
};

/** `config` is undefined where no collector is named: then nothing of OpenTelemetry's SDK is even loaded. */
export const createTracing = (config: TracingConfig | undefined, log: Logger): Tracing => {
  if (!config) return OFF;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only by who wants it
  const { traceSeams } = require('./seams') as typeof import('./seams');
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the same
  const { startExport } = require('./exporting') as typeof import('./exporting');
  return traceSeams(startExport(config, log));
};
