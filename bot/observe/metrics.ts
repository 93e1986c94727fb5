import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from '../clock';
import type { Push } from '../conversation';
import { isDeskError } from '../errors';
import type { Queues } from '../queue/queues';
import type { Outbox } from '../store/outbox';
import type { HandleTurn, TurnWatch } from '../turn/turn';

export interface Metrics {
  /** Times every turn by channel and outcome. */
  timed(handleTurn: HandleTurn): HandleTurn;
  /** Counts what becomes of messages that are pushed. */
  counted(channel: string, push: Push): Push;
  turns: TurnWatch;
  redisFailed(connection: string): void;
  /** Of an HTTP request answered; `route` is the pattern, never the address with its ids. */
  answered(route: string, method: string, status: number, seconds: number): void;
  /** The text that Prometheus reads. */
  text(): Promise<string>;
  contentType: string;
}

export interface MetricsDeps {
  queues: Pick<Queues, 'counts'>;
  outbox: Pick<Outbox, 'backlog'>;
  clock: Clock;
  /** Streams that are open on this node. */
  webSockets(): number;
}

/** Numbers for the operator; labels hold no personal data and come from small fixed sets. */
export function createMetrics({ queues, outbox, clock, webSockets }: MetricsDeps): Metrics {
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

  new Gauge({
    name: 'fenfu_queue_jobs',
    help: 'Jobs by queue and state; failed ones are dead letters',
    labelNames: ['queue', 'state'],
    registers,
    async collect() {
      this.reset();
      for (const [queue, states] of Object.entries((await whileRedisAnswers(queues.counts())) ?? {}))
        for (const [state, count] of Object.entries(states)) this.set({ queue, state }, count);
    },
  });
  new Gauge({
    name: 'fenfu_outbox_commands',
    help: 'Commands that no relay has handed to its queue',
    registers,
    async collect() {
      this.remove();
      const backlog = await whileRedisAnswers(outbox.backlog());
      if (backlog) this.set(backlog.length);
    },
  });
  new Gauge({
    name: 'fenfu_outbox_oldest_seconds',
    help: 'Age of the oldest command that no relay has handed to its queue',
    registers,
    async collect() {
      this.remove();
      const backlog = await whileRedisAnswers(outbox.backlog());
      if (backlog) this.set(Math.max(0, clock.now() - (backlog.oldestAt ?? clock.now())) / 1000);
    },
  });
  new Gauge({
    name: 'fenfu_websockets',
    help: 'Direct Line streams open on this node',
    registers,
    collect() {
      this.set(webSockets());
    },
  });

  return {
    timed: (handleTurn) => async (inbound) => {
      const stop = turns.startTimer({ channel: inbound.channel, event: inbound.event.type });
      try {
        const result = await handleTurn(inbound);
        stop({ outcome: result.duplicate ? 'duplicate' : 'answered' });
        return result;
      } catch (error) {
        stop({ outcome: isDeskError(error) && error.status < 500 ? 'refused' : 'failed' });
        throw error;
      }
    },

    counted: (channel, push) => async (ref, message, context) => {
      const count = (outcome: string): void => pushes.inc({ channel, outcome });
      try {
        const outcome = await push(ref, message, context);
        count(outcome);
        return outcome;
      } catch (error) {
        count(isDeskError(error) ? error.code : 'unknown');
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
    answered: (route, method, status, seconds) => requests.observe({ route, method, status }, seconds),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** What cannot be asked while Redis is away is left out; the rest is needed then more than ever. */
const whileRedisAnswers = <Answer>(answer: Promise<Answer>): Promise<Answer | undefined> =>
  answer.catch(() => undefined);
