import { AsyncLocalStorage } from 'node:async_hooks';
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { isDeskError, reasonOf } from '../errors';

export interface SpanOptions {
  kind: SpanKind;
  attributes: Attributes;
}

/** Spans of this process, each below the one under way where it began. They end with what they are about, whatever it comes to. */
export interface Spans {
  run<Result>(name: string, options: SpanOptions, work: (span: Span) => Result): Result;
  /** A step of something that is traced; by itself, or within what is not sampled, it is no span. */
  step<Result>(name: string, work: (span?: Span) => Result): Result;
  /** Runs `work` within the trace of a W3C `traceparent`; without one, or with one that is none, within no trace. */
  follow<Result>(traceparent: string | undefined, work: () => Result): Result;
  /** For what is not a call; to be ended by `endSpan`. */
  start(name: string, options: SpanOptions): Span;
  current(): Span | undefined;
}

/** The name of a span for whoever continues its trace elsewhere (W3C Trace Context, version 00). */
export const toTraceparent = (span: Span): string => {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
};

/** Of a failure only the code is told: messages of errors may quote what somebody said. Refusals on purpose are no failures. */
export const endSpan = (span: Span, error?: unknown): void => {
  if (error !== undefined) {
    span.setAttribute('error.type', reasonOf(error));
    if (!isDeskError(error) || error.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
};

/** The context is kept here and not in OpenTelemetry's globals, so that nodes of one process do not meddle with one another. */
export const createSpans = (tracer: Tracer): Spans => {
  const contexts = new AsyncLocalStorage<Context>();
  const context = (): Context => contexts.getStore() ?? ROOT_CONTEXT;
  const current = (): Span | undefined => trace.getSpan(context());

  const start: Spans['start'] = (name, options) => tracer.startSpan(name, options, context());

  const endWith = <Result>(span: Span, work: () => Result): Result => {
    try {
      const result = work();
      if (!(result instanceof Promise)) {
        endSpan(span);
        return result;
      }
      result.then(
        () => endSpan(span),
        (error: unknown) => endSpan(span, error),
      );
      return result;
    } catch (error) {
      endSpan(span, error);
      throw error;
    }
  };

  const run: Spans['run'] = (name, options, work) => {
    const span = start(name, options);
    return contexts.run(trace.setSpan(context(), span), () => endWith(span, () => work(span)));
  };

  return {
    run,
    start,
    current,
    step: (name, work) =>
      current()?.isRecording() ? run(name, { kind: SpanKind.INTERNAL, attributes: {} }, work) : work(),
    follow(traceparent, work) {
      const parent = traceparent === undefined ? null : parseTraceParent(traceparent);
      return contexts.run(
        parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT,
        work,
      );
    },
  };
};
