import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Push } from '../channel';
import { isDeskError } from '../errors';
import type { HandleTurn, TurnObserver } from '../turn/handleTurn';
import { registerGauges, type GaugeRow } from './gauges';

/** Metrics of a node. */
export interface Metrics {
  /** Times turns by channel, event and outcome. */
  timed(handleTurn: HandleTurn): HandleTurn;
  /** Counts pushed messages by outcome. */
  counted(channel: string, push: Push): Push;
  /** Counts conflicts, replies, fallbacks and notices. */
  turns: TurnObserver;
  redisFailed(connection: string): void;
  /** Times an HTTP request. `route` is the pattern, never the URL with its ids. */
  responded(route: string, method: string, status: number, seconds: number): void;
  gauges(rows: readonly GaugeRow[]): void;
  /** Metrics in Prometheus text format. */
  text(): Promise<string>;
  contentType: string;
}

/**
 * Creates the metrics in a registry of their own. Label values come from small fixed sets and hold no personal data.
 */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <Label extends string = never>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });

  const requests = new Histogram({
    name: 'fenfu_http_request_seconds',
    help: 'Time to answer an HTTP request',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const turns = new Histogram({
    name: 'fenfu_turn_seconds',
    help: 'Time to handle one message or event of a conversation; outcome: answered, duplicate, refused or failed',
    labelNames: ['channel', 'event', 'outcome'],
    registers,
  });
  const conflicts = counter('fenfu_turn_conflicts_total', 'Turns computed again because another one came first');
  const replies = counter('fenfu_replies_total', 'Messages of the bot');
  const fallbacks = counter('fenfu_fallbacks_total', 'Messages of the bot that say it has not understood');
  const notices = counter('fenfu_notices_total', 'News of applications told, by the status told', 'status');
  const pushes = counter('fenfu_pushes_total', 'Messages pushed to a channel, by outcome', 'channel', 'outcome');
  const redisErrors = counter('fenfu_redis_errors_total', 'Failures of a connection to Redis', 'connection');

  return {
    timed: (handleTurn) => async (inbound) => {
      const stop = turns.startTimer();
      const event = inbound.event.type;
      try {
        const result = await handleTurn(inbound);
        stop({ channel: result.channel, event, outcome: result.duplicate ? 'duplicate' : 'answered' });
        return result;
      } catch (error) {
        const outcome = isDeskError(error) && error.status < 500 ? 'refused' : 'failed';
        stop({ channel: inbound.channel ?? 'unknown', event, outcome });
        throw error;
      }
    },

    counted: (channel, push) => async (message, to) => {
      try {
        const outcome = await push(message, to);
        pushes.inc({ channel, outcome: outcome.is });
        return outcome;
      } catch (error) {
        pushes.inc({ channel, outcome: 'unknown' });
        throw error;
      }
    },

    turns: {
      conflicted: () => conflicts.inc(),
      replied(keys) {
        replies.inc(keys.length);
        fallbacks.inc(keys.filter((key) => key.startsWith('missed.')).length);
        for (const key of keys) if (key.startsWith('notice.')) notices.inc({ status: key.slice('notice.'.length) });
      },
    },
    redisFailed: (connection) => redisErrors.inc({ connection }),
    responded: (route, method, status, seconds) => requests.observe({ route, method, status }, seconds),
    gauges: (rows) => registerGauges(rows, registry),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
