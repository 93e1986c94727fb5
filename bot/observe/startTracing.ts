import type { Logger } from '../log';
import { NO_TRACING, type Tracing } from './tracing';
import type { TracingConfig } from './tracingSettings';

/** Starts tracing. `config` is undefined where no collector is configured: the OpenTelemetry SDK is not loaded then. */
export const startTracing = (config: TracingConfig | undefined, log: Logger): Tracing => {
  if (!config) return NO_TRACING;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only by who wants it
  const { traceSeams } = require('./seams') as typeof import('./seams');
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the same
  const { startExport } = require('./exporting') as typeof import('./exporting');
  return traceSeams(startExport(config, log));
};
