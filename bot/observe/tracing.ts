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
    /** Name of the span that requests to this route are, where they are traced; most are not. */
    span?: string;
  }
}

/**
 * Traces of what a node does, for an OpenTelemetry collector. A node is traced at its seams: each function takes one of its parts and
 * returns it traced.
 */
export interface Tracing {
  /** Requests go on with the trace that their `traceparent` names; those of a route with a `span` are one. */
  routes(plugin: FastifyPluginAsync): FastifyPluginAsync;
  turn(handleTurn: HandleTurn): HandleTurn;
  observer(observer: TurnObserver): TurnObserver;
  understand(understand: Understand): Understand;
  dialog(dialog: Dialog): Dialog;
  /** Commands written under a span carry it along, so that their jobs belong to its trace. */
  store(store: Store): Store;
  /** Target of the relay. */
  relayTarget(queues: Pick<Queues, 'add'>): Pick<Queues, 'add'>;
  job(job: Job): Job;
  push(channel: string, push: Push): Push;
  /** Sends what is left, for at most two seconds. */
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
