import type { FastifyPluginAsync } from 'fastify';
import type { Dialog } from '../../dialogs/types';
import type { Understand } from '../../nlu/types';
import type { Push } from '../channel';
import type { Job } from '../queue/job';
import type { Queues } from '../queue/queues';
import type { Store } from '../store';
import type { HandleTurn, TurnObserver } from '../turn/handleTurn';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Name of the span of requests to this route. Default: no span. */
    span?: string;
  }
}

/** Instrumentation for OpenTelemetry. Each method takes a part of the node and returns it traced. */
export interface Tracing {
  /** Requests continue the trace of their `traceparent` header. Routes with a `span` make one. */
  routes(plugin: FastifyPluginAsync): FastifyPluginAsync;
  turn(handleTurn: HandleTurn): HandleTurn;
  observer(observer: TurnObserver): TurnObserver;
  understand(understand: Understand): Understand;
  dialog(dialog: Dialog): Dialog;
  /** Commands carry the `traceparent` of the span that writes them, so that their jobs belong to its trace. */
  store(store: Store): Store;
  /** Queues as the relay uses them. */
  relayTarget(queues: Pick<Queues, 'add'>): Pick<Queues, 'add'>;
  job(job: Job): Job;
  push(channel: string, push: Push): Push;
  /** Exports the remaining spans, for at most 2 s. */
  close(): Promise<void>;
}

const identity = <Part>(part: Part): Part => part;

/** Off: returns each part unchanged. */
export const NO_TRACING: Tracing = {
  routes: identity,
  turn: identity,
  observer: identity,
  understand: identity,
  dialog: identity,
  store: identity,
  relayTarget: identity,
  job: identity,
  push: (_channel, push) => push,
  async close() {},
};
