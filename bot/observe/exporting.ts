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

export interface Exporting {
  tracer: Tracer;
  /** Sends what is left, for at most two seconds; never fails. */
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
 * OTLP over HTTP in batches, beside the work and never in its way: what does not fit into the queue of 2,048 spans, or what the
 * collector does not take in ten seconds, is dropped.
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
        () => true, // complained of already
      );
      if (!(await Promise.race([sent, tooLong]))) log.warn('the last spans are lost: the collector does not take them');
      timer.abort();
    },
  };
};

/** Says that spans are lost: once, and again every five minutes for as long as it lasts. */
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

/** A status, or what the system calls the failure. */
const collectorReason = (error: Error | undefined): string => {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' || typeof code === 'number' ? String(code) : reasonOf(error);
};
