import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Queues } from './queue/queues';
import type { HandleTurn } from './turn';

export interface Metrics {
  /** Times every turn by channel and outcome. */
  timed(handleTurn: HandleTurn): HandleTurn;
  /** Of an HTTP request answered; `route` is the pattern, never the address with its ids. */
  answered(route: string, method: string, status: number, seconds: number): void;
  /** The text that Prometheus reads. */
  text(): Promise<string>;
  contentType: string;
}

/** Numbers for the operator; labels hold no personal data and come from small fixed sets. */
export function createMetrics(queues: Pick<Queues, 'counts'>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'fenfu_http_request_seconds',
    help: 'Time to answer an HTTP request',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const turns = new Histogram({
    name: 'fenfu_turn_seconds',
    help: 'Time to handle one message or event of a conversation',
    labelNames: ['channel', 'event', 'outcome'],
    registers,
  });
  new Gauge({
    name: 'fenfu_queue_jobs',
    help: 'Jobs by queue and state; failed ones are dead letters',
    labelNames: ['queue', 'state'],
    registers,
    async collect() {
      for (const [queue, states] of Object.entries(await queues.counts()))
        for (const [state, count] of Object.entries(states)) this.set({ queue, state }, count);
    },
  });

  return {
    timed: (handleTurn) => async (inbound) => {
      const stop = turns.startTimer({ channel: inbound.channel, event: inbound.event.type });
      try {
        const result = await handleTurn(inbound);
        stop({ outcome: result.duplicate ? 'duplicate' : 'ok' });
        return result;
      } catch (error) {
        stop({ outcome: 'failed' });
        throw error;
      }
    },
    answered: (route, method, status, seconds) => requests.observe({ route, method, status }, seconds),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
