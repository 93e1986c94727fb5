import type { Tracer } from '@opentelemetry/api';
import { ExportResultCode, parseKeyPairsIntoRecord } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TracerProvider,
  TraceIdRatioBasedSampler,
  type Sampler,
  type SpanExporter,
} from '@opentelemetry/sdk-trace';
import { setTimeout as delay } from 'node:timers/promises';
import type { SamplerName, TracingConfig } from './tracingSettings';
import { reasonOf } from '../errors';
import type { Logger } from '../log';

/** A tracer with its exporter. */
export interface Exporting {
  tracer: Tracer;
  /** Exports the remaining spans, for at most 2 s. Never rejects. */
  close(): Promise<void>;
}

const CLOSE_WITHIN_MS = 2_000;
const WARN_EVERY_MS = 300_000;

const SAMPLERS: Record<SamplerName, (ratio: number) => Sampler> = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: (ratio) => new TraceIdRatioBasedSampler(ratio),
  parentbased_always_on: () => new ParentBasedSampler({ root: new AlwaysOnSampler() }),
  parentbased_always_off: () => new ParentBasedSampler({ root: new AlwaysOffSampler() }),
  parentbased_traceidratio: (ratio) => new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
};

/**
 * Exports spans in batches with OTLP over HTTP, without delaying any work. Spans beyond a queue of 2,048, and those
 * that the collector does not accept within 10 s, are dropped.
 */
export const startExport = ({ url, headers, serviceName, sampler, ratio }: TracingConfig, log: Logger): Exporting => {
  const exporter = new OTLPTraceExporter({ url, headers: parseKeyPairsIntoRecord(headers) });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    sampler: SAMPLERS[sampler](ratio),
    spanProcessors: [new BatchSpanProcessor({ exporter: warningOfLoss(exporter, log) })],
  });

  return {
    tracer: provider.getTracer('fenfu-desk'),
    async close() {
      const timer = new AbortController();
      const tooLong = delay(CLOSE_WITHIN_MS, false, { signal: timer.signal }).catch(() => false);
      const sent = provider.shutdown().then(
        () => true,
        () => true, // already logged
      );
      if (!(await Promise.race([sent, tooLong]))) log.warn('the last spans are lost: the collector does not take them');
      timer.abort();
    },
  };
};

/** Wraps the exporter: logs that spans are lost, at most once in 5 minutes. */
const warningOfLoss = (exporter: SpanExporter, log: Logger): SpanExporter => {
  let warnedAt = -Infinity;
  let lost = 0;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.code !== ExportResultCode.SUCCESS) {
          lost += spans.length;
          if (performance.now() - warnedAt >= WARN_EVERY_MS) {
            log.warn(
              { reason: collectorReason(result.error), lost },
              'spans are lost: the collector does not take them',
            );
            warnedAt = performance.now();
            lost = 0;
          }
        }
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
  };
};

/** HTTP status, or the system's code of the failure. */
const collectorReason = (error: Error | undefined): string => {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' || typeof code === 'number' ? String(code) : reasonOf(error);
};
