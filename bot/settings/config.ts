import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { DialogConfig } from '../../dialogs/types';
import type { Environment } from './environment';
import { SETTING_NAMES, SETTINGS, type SettingName } from './settings';
import { StartFault } from './startFault';
import { parseRedisUrl } from '../store/redis/redis';

/** A symmetric key with the id that is written beside whatever it made. */
export interface NamedKey {
  id: string;
  /** 32 bytes. */
  key: Buffer;
}

/** Absent where not configured: secrets.ts generates it, except in production. */
export interface Secrets {
  staffToken: string;
  directLineSecret: string;
  /** Newest first; the newest signs, all verify. */
  tokenKeys: NamedKey[];
  /** Newest first; the newest encrypts, all decrypt. */
  dataKeys: NamedKey[];
  indexKey: Buffer;
}

export type Role = 'all' | 'bot' | 'worker';

export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export interface Config {
  host: string;
  port: number;
  /** No slash at the end. */
  publicUrl: string;
  role: Role;
  /** undefined: a supervised local Redis. */
  redisUrl: string | undefined;
  /** Absolute. */
  dataDir: string;
  production: boolean;
  logLevel: string;
  /** Language of the wording and of the widget. */
  locale: Locale;
  dialog: DialogConfig;
  secrets: Partial<Secrets>;
  /** Origins that may embed the widget, the own one first. */
  allowedOrigins: string[];
  /** Addresses of trusted proxies; empty: none. */
  trustProxy: string[];
  rates: {
    tokensPerMinute: number;
    messagesPerMinute: number;
    activitiesPerMinute: number;
    /** Turns under way at a time. */
    maxTurns: number;
  };
  botFramework: BotFrameworkConfig;
  /** undefined: no traces. */
  tracing: TracingConfig | undefined;
}

export interface BotFrameworkConfig {
  /** Empty: no authentication; only the Emulator on this machine is served. */
  appId: string;
  appPassword: string;
  appType: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
  tenantId: string;
  /** Origins besides loopback that an unauthenticated activity may name as its serviceUrl. */
  allowedServiceUrls: string[];
}

export const SAMPLER_NAMES = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
export type SamplerName = (typeof SAMPLER_NAMES)[number];

export interface TracingConfig {
  /** Where OTLP is posted to. */
  url: string;
  /** As W3C Baggage writes them: name=value, percent-encoded. */
  headers: string;
  serviceName: string;
  sampler: SamplerName;
  /** For the samplers by ratio, 0 to 1. */
  ratio: number;
}

/** Stands in for an operator that has not been named; the greeting marks it as a demonstration. */
const DEMO: Record<Locale, { operator: string; contact: string }> = {
  'zh-CN': { operator: '演示运营方（仅供体验，不受理真实申请）', contact: '（演示，未配置联系方式）' },
  en: { operator: 'the demo operator (to try only, no real applications)', contact: '(demo, no contact configured)' },
};

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .refine(
      (text) => /^\d{1,9}$/.test(text) && Number(text) >= from && Number(text) <= to,
      `not a whole number from ${from} to ${to}`,
    )
    .transform(Number);

const url = (protocols: string[], text: string): URL | undefined => {
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  return parsed && protocols.includes(parsed.protocol) ? parsed : undefined;
};

const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

const origins = z
  .string()
  .refine(
    (text) => list(text).every((item) => url(['http:', 'https:'], item)?.pathname === '/'),
    'not a list of origins; write e.g. https://www.example.com',
  )
  .transform((text) => list(text).map((item) => new URL(item).origin));
const originsOrAny = z
  .literal('*')
  .transform((any): string[] => [any])
  .or(origins);

const BASE64_OF_32_BYTES = /^[A-Za-z0-9+/]{43}=$/;
const key = z
  .string()
  .regex(BASE64_OF_32_BYTES, 'not base64 of 32 bytes; make one with: openssl rand -base64 32')
  .transform((text) => Buffer.from(text, 'base64'));
const namedKeys = z
  .string()
  .refine(
    (text) =>
      list(text).every(
        (item) => /^[A-Za-z0-9_-]{1,16}:/.test(item) && BASE64_OF_32_BYTES.test(item.slice(item.indexOf(':') + 1)),
      ),
    'not id:base64 of 32 bytes; make one with: echo "k1:$(openssl rand -base64 32)"',
  )
  .transform((text): NamedKey[] =>
    list(text).map((item) => ({
      id: item.slice(0, item.indexOf(':')),
      key: Buffer.from(item.slice(item.indexOf(':') + 1), 'base64'),
    })),
  )
  .refine(
    (keys) => new Set(keys.map(({ id }) => id)).size === keys.length,
    'names one key id twice; give each key its own id',
  );
const token = z.string().min(24, 'shorter than 24 characters; make one with: openssl rand -hex 24');
const oneOf = <const T extends [string, ...string[]]>(...values: T) =>
  z.enum(values, `not one of ${values.join(', ')}`);
const optional = <T extends z.ZodType>(schema: T) =>
  z
    .literal('')
    .transform(() => undefined)
    .or(schema);

const httpAddress = z.string().refine((text) => url(['http:', 'https:'], text), 'not an http(s) address');

/** One schema per setting; it sees the value given, or the default. */
const SCHEMAS = {
  HOST: z.string().refine((text) => isIP(text) !== 0 || /^[A-Za-z0-9.-]+$/.test(text), 'not an address or host name'),
  PORT: wholeNumber(0, 65535),
  PUBLIC_URL: optional(httpAddress.transform((text) => text.replace(/\/$/, ''))),
  ROLE: oneOf('all', 'bot', 'worker'),
  REDIS_URL: optional(
    z
      .string()
      .refine(
        parseRedisUrl,
        'not a redis://, redis-sentinel:// or redis-cluster:// address (rediss with TLS); write e.g. redis://localhost:6379',
      ),
  ),
  DATA_DIR: z.string().transform((text) => resolve(text)),
  NODE_ENV: z.string(),
  LOG_LEVEL: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  LOCALE: oneOf(...LOCALES),
  OPERATOR_NAME: z.string().max(60, 'longer than 60 characters'),
  SERVICE_HOURS: z.string().max(120, 'longer than 120 characters'),
  OFFICIAL_CONTACT: z.string().max(120, 'longer than 120 characters'),
  LENDER_NAME: z.string().max(60, 'longer than 60 characters'),
  LENDER_CONTACT: z.string().max(120, 'longer than 120 characters'),
  MIN_PAY_SCORE: wholeNumber(300, 850),
  DRAFT_DAYS: wholeNumber(1, 30),
  RETENTION_DAYS: wholeNumber(1, 3650),
  REMINDER_MINUTES: wholeNumber(0, 10_000),
  SESSION_MINUTES: wholeNumber(1, 10_000),
  STAFF_TOKEN: optional(token),
  DIRECT_LINE_SECRET: optional(token),
  TOKEN_KEYS: optional(namedKeys),
  DATA_KEYS: optional(namedKeys),
  INDEX_KEY: optional(key),
  ALLOWED_ORIGINS: originsOrAny,
  TRUST_PROXY: z
    .string()
    .refine(
      (text) => list(text).every((item) => isIP(item.replace(/\/\d{1,3}$/, '')) !== 0),
      'not a list of addresses or networks; write e.g. 10.0.0.0/8',
    )
    .transform(list),
  RATE_TOKENS_PER_MINUTE: wholeNumber(1, 1_000_000),
  RATE_MESSAGES_PER_MINUTE: wholeNumber(1, 1_000_000),
  RATE_ACTIVITIES_PER_MINUTE: wholeNumber(1, 1_000_000),
  MAX_TURNS: wholeNumber(1, 100_000),
  MicrosoftAppId: z.string(),
  MicrosoftAppPassword: z.string(),
  MicrosoftAppType: oneOf('MultiTenant', 'SingleTenant', 'UserAssignedMSI'),
  MicrosoftAppTenantId: z.string(),
  ALLOWED_SERVICE_URLS: origins,
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(httpAddress),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: optional(httpAddress),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .refine(
      (text) => list(text).every((item) => /^[\w!#$%&'*+.^`|~-]+ *=[!-~ ]*$/.test(item)),
      'not a list of name=value',
    ),
  OTEL_SERVICE_NAME: z.string(),
  OTEL_TRACES_SAMPLER: oneOf(...SAMPLER_NAMES),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .refine((text) => /^(?:0|1|[01]?\.\d{1,9})$/.test(text) && Number(text) <= 1, 'not a number from 0 to 1')
    .transform(Number),
} satisfies Record<SettingName, z.ZodType>;

type Parsed = { [Name in SettingName]: z.output<(typeof SCHEMAS)[Name]> };

/**
 * The whole configuration, checked and frozen.
 * @throws StartFault with all faults together, one line each
 */
export function parseConfig(environment: Environment): Config {
  const parsed: Partial<Record<SettingName, unknown>> = {};
  const faults: string[] = [];
  const fault = (name: SettingName, problem: string): void => {
    const given = environment.values[name];
    const shown = given === undefined || 'secret' in SETTINGS[name] ? '' : `${JSON.stringify(given.slice(0, 60))} is `;
    faults.push(`${environment.sourceOf(name)}:${name}: ${shown}${problem}`);
  };

  for (const name of SETTING_NAMES) {
    const result = SCHEMAS[name].safeParse(environment.values[name] ?? SETTINGS[name].default);
    if (result.success) parsed[name] = result.data;
    else fault(name, result.error.issues[0]?.message ?? 'not valid');
  }
  if (faults.length > 0) throw new StartFault(faults);

  const settings = parsed as Parsed;
  checkTogether(settings, fault);
  if (faults.length > 0) throw new StartFault(faults);
  return deepFreeze(toConfig(settings));
}

/** Faults that no single setting shows. */
function checkTogether(settings: Parsed, fault: (name: SettingName, problem: string) => void): void {
  if (settings.MicrosoftAppId && settings.MicrosoftAppType !== 'UserAssignedMSI' && !settings.MicrosoftAppPassword)
    fault(
      'MicrosoftAppPassword',
      'missing while MicrosoftAppId is set; take the client secret from the app registration',
    );
  if (settings.MicrosoftAppId && settings.MicrosoftAppType !== 'MultiTenant' && !settings.MicrosoftAppTenantId)
    fault(
      'MicrosoftAppTenantId',
      `missing while MicrosoftAppType is ${settings.MicrosoftAppType}; give the tenant's id`,
    );
  if (settings.OPERATOR_NAME && !settings.OFFICIAL_CONTACT)
    fault('OFFICIAL_CONTACT', 'missing while OPERATOR_NAME is set; applicants must be told how to reach the operator');
  if (settings.ROLE !== 'all' && !settings.REDIS_URL)
    fault('REDIS_URL', `missing while ROLE is ${settings.ROLE}; bot and worker must share one Redis`);
  if (settings.NODE_ENV !== 'production') return;
  if (!settings.OPERATOR_NAME)
    fault('OPERATOR_NAME', 'missing; production refuses the demo operator: name who runs this bot');
  for (const name of ['STAFF_TOKEN', 'DIRECT_LINE_SECRET', 'TOKEN_KEYS', 'DATA_KEYS', 'INDEX_KEY'] as const)
    if (settings[name] === undefined)
      fault(name, 'missing; production refuses generated secrets: see .env.example for its form');
}

function toConfig(settings: Parsed): Config {
  const publicUrl = settings.PUBLIC_URL ?? `http://${urlHost(settings.HOST)}:${settings.PORT}`;
  return {
    host: settings.HOST,
    port: settings.PORT,
    publicUrl,
    role: settings.ROLE,
    redisUrl: settings.REDIS_URL,
    dataDir: settings.DATA_DIR,
    production: settings.NODE_ENV === 'production',
    logLevel: settings.LOG_LEVEL,
    locale: settings.LOCALE,
    dialog: toDialogConfig(settings),
    secrets: {
      ...(settings.STAFF_TOKEN && { staffToken: settings.STAFF_TOKEN }),
      ...(settings.DIRECT_LINE_SECRET && { directLineSecret: settings.DIRECT_LINE_SECRET }),
      ...(settings.TOKEN_KEYS && { tokenKeys: settings.TOKEN_KEYS }),
      ...(settings.DATA_KEYS && { dataKeys: settings.DATA_KEYS }),
      ...(settings.INDEX_KEY && { indexKey: settings.INDEX_KEY }),
    },
    allowedOrigins: [...new Set([new URL(publicUrl).origin, ...settings.ALLOWED_ORIGINS])],
    trustProxy: settings.TRUST_PROXY,
    rates: {
      tokensPerMinute: settings.RATE_TOKENS_PER_MINUTE,
      messagesPerMinute: settings.RATE_MESSAGES_PER_MINUTE,
      activitiesPerMinute: settings.RATE_ACTIVITIES_PER_MINUTE,
      maxTurns: settings.MAX_TURNS,
    },
    botFramework: {
      appId: settings.MicrosoftAppId,
      appPassword: settings.MicrosoftAppPassword,
      appType: settings.MicrosoftAppType,
      tenantId: settings.MicrosoftAppTenantId,
      allowedServiceUrls: settings.ALLOWED_SERVICE_URLS,
    },
    tracing: toTracingConfig(settings),
  };
}

function toTracingConfig(settings: Parsed): TracingConfig | undefined {
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

function toDialogConfig(settings: Parsed): DialogConfig {
  const operatorName = settings.OPERATOR_NAME || DEMO[settings.LOCALE].operator;
  const officialContact = settings.OFFICIAL_CONTACT || DEMO[settings.LOCALE].contact;
  return {
    operatorName,
    lenderName: settings.LENDER_NAME || operatorName,
    lenderContact: settings.LENDER_CONTACT || officialContact,
    officialContact,
    serviceHours: settings.SERVICE_HOURS,
    demo: !settings.OPERATOR_NAME,
    minPayScore: settings.MIN_PAY_SCORE,
    draftDays: settings.DRAFT_DAYS,
    retentionDays: settings.RETENTION_DAYS,
    reminderMinutes: settings.REMINDER_MINUTES,
    sessionMinutes: settings.SESSION_MINUTES,
  };
}

/** An address as it stands in a URL: IPv6 in brackets, and a wildcard as this machine. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return isIP(host) === 6 ? `[${host}]` : host;
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value))
    if (typeof inner === 'object' && inner !== null && !Buffer.isBuffer(inner)) deepFreeze(inner as object);
  return Object.freeze(value);
}
