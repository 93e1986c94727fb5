import type { FastifyPluginAsync } from 'fastify';
import type { Dialog } from '../../dialogs/types';
import type { Understand } from '../../nlu/types';
import type { Push } from '../channel';
import type { Logger } from '../log';
import type { Job } from '../queue/job';
import type { Queues } from '../queue/queues';
import type { Store } from '../store';
import type { HandleTurn, TurnObserver } from '../turn/handleTurn';
import type { GaugeRow } from './gauges';
import { createMetrics } from './metrics';
import { startTracing } from './startTracing';
import type { TracingConfig } from './tracingSettings';

/** Spans and metrics of a node. Methods that take a part return it instrumented. */
export interface Observer {
  store(store: Store): Store;
  dialog(dialog: Dialog): Dialog;
  understand(understand: Understand): Understand;
  turn(handleTurn: HandleTurn): HandleTurn;
  /** Passed to the turn. */
  readonly turns: TurnObserver;
  /** Instruments the queues as the relay uses them. */
  relayTarget(queues: Pick<Queues, 'add'>): Pick<Queues, 'add'>;
  job(job: Job): Job;
  push(channel: string, push: Push): Push;
  routes(plugin: FastifyPluginAsync): FastifyPluginAsync;
  /** Observes an HTTP response. */
  responded(route: string, method: string, status: number, seconds: number): void;
  redisFailed(connection: string): void;
  gauges(rows: readonly GaugeRow[]): void;
  /** Metrics in Prometheus text format. */
  metrics(): Promise<{ text: string; contentType: string }>;
  /** Exports the remaining spans, for at most 2 s. */
  close(): Promise<void>;
}

/** Creates the observer. `tracing` is undefined where no collector is configured: no spans then. */
export const createObserver = (tracing: TracingConfig | undefined, log: Logger): Observer => {
  const spans = startTracing(tracing, log);
  const metrics = createMetrics();
  return {
    store: spans.store,
    dialog: spans.dialog,
    understand: spans.understand,
    turn: (handleTurn) => metrics.timed(spans.turn(handleTurn)),
    turns: spans.observer(metrics.turns),
    relayTarget: spans.relayTarget,
    job: spans.job,
    push: (channel, push) => metrics.counted(channel, spans.push(channel, push)),
    routes: spans.routes,
    responded: metrics.responded,
    redisFailed: metrics.redisFailed,
    gauges: metrics.gauges,
    metrics: async () => ({ text: await metrics.text(), contentType: metrics.contentType }),
    close: spans.close,
  };
};
