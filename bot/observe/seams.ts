import { hash } from 'node:crypto';
import { SpanKind, type Attributes, type Span } from '@opentelemetry/api';
import type { FastifyPluginAsync } from 'fastify';
import type { InboundMessage, WorkerEvent } from '../conversation';
import { isDeskError } from '../errors';
import type { Processor, Processors } from '../queue/processors';
import { QUEUE_OF } from '../queue/queues';
import type { Store } from '../store';
import type { CommandType, OutboxCommand } from '../store/outbox';
import type { Tracing } from './tracing';
import type { Exporting } from './exporting';
import { createSpans, endSpan, toTraceparent, type Spans } from './spans';

/** Tells the turns of one conversation apart from those of others, and not whose it is. */
const conversationAttribute = (conversationKey: string): Attributes => ({
  'fenfu.conversation': hash('sha256', conversationKey).slice(0, 16),
});

const queueAttribute = ({ type }: OutboxCommand): Attributes => ({ 'messaging.destination.name': QUEUE_OF[type] });

/** Events that no request brings. */
const OF_WORKERS: ReadonlySet<string> = new Set<WorkerEvent['type']>(['applicationChanged', 'reminderDue']);

const kindOf = ({ event }: InboundMessage): SpanKind =>
  OF_WORKERS.has(event.type) ? SpanKind.CONSUMER : SpanKind.SERVER;

/** The spans of a node: what each is called and what is told of it. Nothing here names a person, a number or a word somebody said. */
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
        'fenfu.channel': channel,
        'fenfu.event': event.type,
        'fenfu.conflicts': 0,
      };
      return spans.run('turn', { kind: kindOf(inbound), attributes }, async (span) => {
        try {
          const result = await handleTurn(inbound);
          span.setAttribute('fenfu.outcome', result.duplicate ? 'duplicate' : 'answered');
          return result;
        } catch (error) {
          span.setAttribute('fenfu.outcome', isDeskError(error) && error.status < 500 ? 'refused' : 'failed');
          throw error;
        }
      });
    },

    watch: (watch) => ({
      ...watch,
      conflicted() {
        const turn = spans.current();
        if (turn) {
          conflicts.set(turn, (conflicts.get(turn) ?? 0) + 1);
          turn.setAttribute('fenfu.conflicts', conflicts.get(turn) ?? 0);
        }
        watch.conflicted();
      },
    }),

    handover: (queues) => ({
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

    processors: (processors) => tracedProcessors(processors, spans),

    push: (channel, push) => (ref, message, context) => {
      const attributes = {
        ...conversationAttribute(context.conversationKey),
        'fenfu.channel': channel,
        'fenfu.uncertain': context.uncertain,
      };
      return spans.run('push', { kind: SpanKind.CLIENT, attributes }, () => push(ref, message, context));
    },
  };
};

/** The hand-over belongs to the trace of the command, and the job comes after the hand-over. */
const startRelay = (command: OutboxCommand, spans: Spans): { command: OutboxCommand; span?: Span } => {
  if (command.traceparent === undefined) return { command };
  const options = { kind: SpanKind.PRODUCER, attributes: queueAttribute(command) };
  const span = spans.follow(command.traceparent, () => spans.start('relay', options));
  return { command: { ...command, traceparent: toTraceparent(span) }, span };
};

const tracedProcessors = (processors: Processors, spans: Spans): Processors => {
  const traced =
    (processor: Processor<CommandType>): Processor<CommandType> =>
    (command, job) => {
      const attributes = {
        ...conversationAttribute(command.conversationKey),
        ...queueAttribute(command),
        'fenfu.last_attempt': job.last,
      };
      const options = { kind: SpanKind.CONSUMER, attributes };
      return spans.follow(command.traceparent, () =>
        spans.run(`job ${QUEUE_OF[command.type]}`, options, () => processor(command, job)),
      );
    };
  const all = Object.entries(processors) as [CommandType, Processor<CommandType>][];
  return Object.fromEntries(all.map(([type, processor]) => [type, traced(processor)])) as Processors;
};

const tracedStore = (store: Store, spans: Spans): Store => {
  const { conversations, applications } = store;

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
    applications: {
      ...applications,
      change: (conversationKey, no, change, idempotency) =>
        spans.step('change', () =>
          applications.change(
            conversationKey,
            no,
            (before) => {
              const made = change(before);
              return made && { ...made, commands: stamped(made.commands) };
            },
            idempotency,
          ),
        ),
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
