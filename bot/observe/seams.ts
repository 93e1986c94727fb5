import { hash } from 'node:crypto';
import { SpanKind, SpanStatusCode, type Attributes, type Span } from '@opentelemetry/api';
import type { FastifyPluginAsync } from 'fastify';
import type { InboundMessage } from '../conversation';
import { isDeskError } from '../errors';
import type { Job } from '../queue/job';
import type { Store } from '../store';
import type { OutboxCommand } from '../store/outbox';
import type { Tracing } from './tracing';
import type { Exporting } from './exporting';
import { createSpans, endSpan, toTraceparent, type Spans } from './spans';

/** Pseudonym of a conversation: groups its turns without naming it. */
const conversationAttribute = (conversationKey: string): Attributes => ({
  'fenfu.conversation': hash('sha256', conversationKey).slice(0, 16),
});

const destination = (name: string): Attributes => ({ 'messaging.destination.name': name });

/** CONSUMER for events of the desk's jobs, else SERVER. */
const kindOf = ({ event }: InboundMessage): SpanKind =>
  event.type === 'reminderDue' || (event.type === 'caseChange' && event.by.kind === 'system')
    ? SpanKind.CONSUMER
    : SpanKind.SERVER;

/** Creates the instrumentation: names and attributes of all spans. They hold no personal data and no utterance. */
export const traceSeams = ({ tracer, close }: Exporting): Tracing => {
  const spans = createSpans(tracer);
  const conflicts = new WeakMap<Span, number>();

  return {
    close,
    routes: (plugin) => tracedRoutes(plugin, spans),
    store: (store) => tracedStore(store, spans),
    understand: (understand) => (text, pending) => spans.step('understand', () => understand(text, pending)),
    dialog: (dialog) => ({
      ...dialog,
      step: (state, event) => spans.step('step', () => dialog.step(state, event)),
    }),

    turn: (handleTurn) => (inbound) => {
      const { channel, conversationKey, event } = inbound;
      const attributes = {
        ...conversationAttribute(conversationKey),
        ...(channel !== undefined && { 'fenfu.channel': channel }),
        'fenfu.event': event.type,
        'fenfu.conflicts': 0,
      };
      return spans.run('turn', { kind: kindOf(inbound), attributes }, async (span) => {
        try {
          const result = await handleTurn(inbound);
          span.setAttribute('fenfu.channel', result.channel);
          span.setAttribute('fenfu.outcome', result.duplicate ? 'duplicate' : 'answered');
          return result;
        } catch (error) {
          span.setAttribute('fenfu.outcome', isDeskError(error) && error.status < 500 ? 'refused' : 'failed');
          throw error;
        }
      });
    },

    observer: (observer) => ({
      ...observer,
      conflicted() {
        const turn = spans.current();
        if (turn) {
          conflicts.set(turn, (conflicts.get(turn) ?? 0) + 1);
          turn.setAttribute('fenfu.conflicts', conflicts.get(turn) ?? 0);
        }
        observer.conflicted();
      },
    }),

    relayTarget: (queues) => ({
      async add(commands) {
        const relayed = commands.map((command) => startRelay(command, spans));
        const end = (error?: unknown): void => relayed.forEach(({ span }) => span && endSpan(span, error));
        try {
          await queues.add(relayed.map(({ command }) => command));
          end();
        } catch (error) {
          end(error);
          throw error;
        }
      },
    }),

    job: (job) => tracedJob(job, spans),

    push: (channel, push) => (message, to) => {
      const attributes = {
        ...conversationAttribute(to.conversationKey),
        'fenfu.channel': channel,
        'fenfu.uncertain': to.uncertain,
      };
      return spans.run('push', { kind: SpanKind.CLIENT, attributes }, async (span) => {
        const outcome = await push(message, to);
        if (outcome.is !== 'sent')
          span.setAttribute('error.type', outcome.is).setStatus({ code: SpanStatusCode.ERROR });
        return outcome;
      });
    },
  };
};

/**
 * Span of the relay, child of the command's span. The command then carries the relay's span, so that the job is its
 * child.
 */
const startRelay = (command: OutboxCommand, spans: Spans): { command: OutboxCommand; span?: Span } => {
  if (command.traceparent === undefined) return { command };
  const options = { kind: SpanKind.PRODUCER, attributes: destination(command.type) };
  const span = spans.follow(command.traceparent, () => spans.start('relay', options));
  return { command: { ...command, traceparent: toTraceparent(span) }, span };
};

const tracedJob = ({ queue, run }: Job, spans: Spans): Job => ({
  queue,
  run: (command, job) => {
    const attributes = {
      ...conversationAttribute(command.conversationKey),
      ...destination(queue.name),
      'fenfu.last_attempt': job.last,
    };
    const options = { kind: SpanKind.CONSUMER, attributes };
    return spans.follow(command.traceparent, () => spans.run(`job ${queue.name}`, options, () => run(command, job)));
  },
});

const tracedStore = (store: Store, spans: Spans): Store => {
  const { conversations } = store;

  const stamped = (commands: OutboxCommand[]): OutboxCommand[] => {
    const span = spans.current();
    return span ? commands.map((command) => ({ ...command, traceparent: toTraceparent(span) })) : commands;
  };

  return {
    ...store,
    conversations: {
      ...conversations,
      load: (conversationKey, messageId) => spans.step('load', () => conversations.load(conversationKey, messageId)),
      commit(write) {
        const commands = stamped(write.commands);
        return spans.step('commit', async (span) => {
          const outcome = await conversations.commit({ ...write, commands });
          span?.setAttribute('fenfu.outcome', outcome);
          return outcome;
        });
      },
    },
  };
};

const tracedRoutes =
  (plugin: FastifyPluginAsync, spans: Spans): FastifyPluginAsync =>
  async (scope) => {
    scope.addHook('onRoute', (route) => {
      const { handler, url, config } = route;
      route.handler = function (request, reply) {
        const handle = () => handler.call(this, request, reply);
        const options = { kind: SpanKind.SERVER, attributes: { 'http.route': url } };
        return spans.follow(request.headers['traceparent']?.toString(), () =>
          config?.span === undefined ? handle() : spans.run(config.span, options, handle),
        );
      };
    });
    await scope.register(plugin);
  };
