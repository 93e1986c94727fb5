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

/** Kind and attributes of a new span. */
export interface SpanOptions {
  kind: SpanKind;
  attributes: Attributes;
}

/**
 * Spans of this process. A new span is a child of the current one, and ends when its work returns, resolves, throws or
 * rejects.
 */
export interface Spans {
  /** Runs `work` in a new span. */
  run<Result>(name: string, options: SpanOptions, work: (span: Span) => Result): Result;
  /** Like `run`, but only within a span that is recorded; otherwise runs `work` alone. */
  step<Result>(name: string, work: (span?: Span) => Result): Result;
  /** Runs `work` within the trace of a W3C `traceparent`; outside any trace where it is missing or malformed. */
  follow<Result>(traceparent: string | undefined, work: () => Result): Result;
  /** Starts a span that is no call; end it with `endSpan`. */
  start(name: string, options: SpanOptions): Span;
  /** Undefined outside any span. */
  current(): Span | undefined;
}

/** `traceparent` header of a span (W3C Trace Context, version 00). */
export const toTraceparent = (span: Span): string => {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
};

/**
 * Ends a span. An error sets `error.type` to its code, never its message, which may quote an utterance. A DeskError
 * below 500 is a refusal: it does not set the status ERROR.
 */
export const endSpan = (span: Span, error?: unknown): void => {
  if (error !== undefined) {
    span.setAttribute('error.type', reasonOf(error));
    if (!isDeskError(error) || error.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
};

/**
 * Creates spans with a context of their own instead of OpenTelemetry's globals, so that several nodes in one process
 * stay apart.
 */
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
