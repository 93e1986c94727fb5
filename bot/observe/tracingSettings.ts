import { z } from 'zod';
import { httpAddress, listOf, oneOf, optional } from '../settings/schemas';
import type { Parsed, SettingGroup, SettingRows } from '../settings/setting';

/** Values of OTEL_TRACES_SAMPLER (OpenTelemetry specification, environment variables). */
export const SAMPLER_NAMES = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
/** Name of a sampler. */
export type SamplerName = (typeof SAMPLER_NAMES)[number];

/** Configuration of tracing. */
export interface TracingConfig {
  /** OTLP endpoint for traces. */
  url: string;
  /** Headers in W3C Baggage form: name=value, percent-encoded, comma-separated. */
  headers: string;
  serviceName: string;
  sampler: SamplerName;
  /** Share of traces that ratio samplers keep, 0 to 1. */
  ratio: number;
}

const rows = {
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    default: '',
    is: 'OpenTelemetry collector that traces go to, by OTLP over HTTP, e.g. http://localhost:4318; no traces if empty.',
    schema: optional(httpAddress),
  },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: {
    default: '',
    is: 'The same with its whole path, e.g. http://localhost:4318/v1/traces; wins over the other.',
    schema: optional(httpAddress),
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    default: '',
    is: 'What the collector wants to be sent along, e.g. a key: name=value, percent-encoded, separated by commas.',
    secret: true,
    schema: z
      .string()
      .refine(
        (headers) => listOf(headers).every((item) => /^[\w!#$%&'*+.^`|~-]+ *=[!-~ ]*$/.test(item)),
        'not a list of name=value',
      ),
  },
  OTEL_SERVICE_NAME: { default: 'fenfu-desk', is: 'How this process is called in traces.', schema: z.string() },
  OTEL_TRACES_SAMPLER: {
    default: 'parentbased_always_on',
    is: 'Which traces are kept: always_on, always_off or traceidratio, with parentbased_ before it where the caller’s choice is to be kept.',
    schema: oneOf(...SAMPLER_NAMES),
  },
  OTEL_TRACES_SAMPLER_ARG: {
    default: '1',
    is: 'Share of traces that the samplers by ratio keep, 0 to 1.',
    schema: z
      .string()
      .refine((share) => /^(?:0|1|[01]?\.\d{1,9})$/.test(share) && Number(share) <= 1, 'not a number from 0 to 1')
      .transform(Number),
  },
} satisfies SettingRows;

/** Settings of tracing, with OpenTelemetry's names. */
export const TRACING_SETTINGS: SettingGroup<typeof rows> = {
  title: 'Traces: none unless a collector is named; see docs/operations.md',
  rows,
};

/** Configuration of tracing; undefined where no collector is set. */
export function toTracingConfig(settings: Parsed<typeof rows>): TracingConfig | undefined {
  const base = settings.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/$/, '');
  const url = settings.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? (base && `${base}/v1/traces`);
  return url === undefined
    ? undefined
    : {
        url,
        headers: settings.OTEL_EXPORTER_OTLP_HEADERS,
        serviceName: settings.OTEL_SERVICE_NAME,
        sampler: settings.OTEL_TRACES_SAMPLER,
        ratio: settings.OTEL_TRACES_SAMPLER_ARG,
      };
}
