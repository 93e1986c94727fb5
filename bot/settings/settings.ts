/**
 * Every setting there is, in the order in which `.env.example` and the README list them. A test compares the three, so a setting
 * lives here or nowhere. Values are parsed in config.ts.
 */
export interface Setting {
  /** As written in `.env`; empty where nothing is assumed. */
  default: string;
  /** What it is, in one sentence without a line break. */
  is: string;
  /** Never printed, not even where it is at fault. */
  secret?: true;
}

export const SETTINGS = {
  HOST: { default: '127.0.0.1', is: 'Address the HTTP server listens on; 0.0.0.0 for every interface.' },
  PORT: { default: '3978', is: 'Port the HTTP server listens on.' },
  PUBLIC_URL: {
    default: '',
    is: 'How browsers and channels reach the server, e.g. https://desk.example.com; from HOST and PORT if empty.',
  },
  ROLE: { default: 'all', is: 'What this process does: all, bot (HTTP and channels) or worker (queues).' },
  REDIS_URL: {
    default: '',
    is: 'Redis 6.2 or later: redis://, redis-sentinel:// or redis-cluster://, with rediss for TLS; a supervised local one is started if empty.',
  },
  DATA_DIR: { default: '.data', is: 'Directory of the local Redis and of generated secrets.' },
  NODE_ENV: { default: '', is: 'production refuses generated secrets and the demo operator.' },
  LOG_LEVEL: { default: 'info', is: 'fatal, error, warn, info, debug, trace or silent.' },

  LOCALE: {
    default: 'zh-CN',
    is: 'Language the bot speaks: zh-CN or en, a file of dialogs/wording. It understands Chinese, and what its own buttons say.',
  },
  OPERATOR_NAME: {
    default: '',
    is: 'Who runs this bot, named in the greeting and in the consent text; a clearly marked demo operator if empty.',
  },
  SERVICE_HOURS: { default: '工作日 9:00–18:00', is: 'When people answer; told to applicants who ask for a person.' },
  OFFICIAL_CONTACT: { default: '', is: 'How to reach the operator: phone, e-mail or address.' },
  LENDER_NAME: { default: '', is: 'Who receives applications and decides on them; the operator if empty.' },
  LENDER_CONTACT: { default: '', is: 'How to reach the lender; the official contact if empty.' },
  MIN_PAY_SCORE: { default: '600', is: 'WeChat Pay score (300 to 850) the answers name as usual; never a gate.' },
  DRAFT_DAYS: { default: '1', is: 'Days after which an unfinished application is forgotten.' },
  RETENTION_DAYS: { default: '180', is: 'Days after which the data of a finished application is erased.' },
  REMINDER_MINUTES: {
    default: '30',
    is: 'Minutes of silence after which an unfinished application is brought to mind, once and never at night; 0 for never.',
  },
  SESSION_MINUTES: {
    default: '30',
    is: 'Minutes of silence after which somebody who returns to a draft is asked whether to go on.',
  },

  STAFF_TOKEN: {
    default: '',
    is: 'Bearer token of the reviewer’s API, at least 24 characters; generated if empty.',
    secret: true,
  },
  DIRECT_LINE_SECRET: {
    default: '',
    is: 'Direct Line’s secret for servers, at least 24 characters; generated if empty.',
    secret: true,
  },
  TOKEN_KEYS: {
    default: '',
    is: 'Keys that sign Direct Line tokens: id:base64 of 32 bytes, newest first, separated by commas; generated if empty.',
    secret: true,
  },
  DATA_KEYS: {
    default: '',
    is: 'Keys that encrypt personal data: id:base64 of 32 bytes, newest first, separated by commas; generated if empty.',
    secret: true,
  },
  INDEX_KEY: {
    default: '',
    is: 'Key of the index of persons: base64 of 32 bytes, never to be changed; generated if empty.',
    secret: true,
  },

  ALLOWED_ORIGINS: {
    default: '',
    is: 'Sites that may embed the widget, e.g. https://www.example.com, separated by commas, or *; the own origin is always allowed.',
  },
  TRUST_PROXY: {
    default: '',
    is: 'Addresses or networks of proxies whose X-Forwarded-For is believed, separated by commas; none if empty.',
  },
  RATE_TOKENS_PER_MINUTE: { default: '30', is: 'Conversations one address may open in a minute.' },
  RATE_MESSAGES_PER_MINUTE: { default: '60', is: 'Messages one conversation may send in a minute.' },
  RATE_ACTIVITIES_PER_MINUTE: {
    default: '1200',
    is: 'Activities one address may post to /api/messages in a minute; a channel’s service sends those of all its users.',
  },
  MAX_TURNS: {
    default: '64',
    is: 'Messages a process answers at a time; those on top are refused with 503 and Retry-After.',
  },

  MicrosoftAppId: {
    default: '',
    is: 'App id of an Azure Bot registration; if empty, only the Bot Framework Emulator on this machine is served.',
  },
  MicrosoftAppPassword: { default: '', is: 'Its client secret.', secret: true },
  MicrosoftAppType: { default: 'MultiTenant', is: 'MultiTenant, SingleTenant or UserAssignedMSI.' },
  MicrosoftAppTenantId: { default: '', is: 'Its tenant; needed unless MultiTenant.' },
  ALLOWED_SERVICE_URLS: {
    default: '',
    is: 'Service addresses besides loopback that an Emulator may name, e.g. its tunnel, separated by commas.',
  },

  OTEL_EXPORTER_OTLP_ENDPOINT: {
    default: '',
    is: 'OpenTelemetry collector that traces go to, by OTLP over HTTP, e.g. http://localhost:4318; no traces if empty.',
  },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: {
    default: '',
    is: 'The same with its whole path, e.g. http://localhost:4318/v1/traces; wins over the other.',
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    default: '',
    is: 'What the collector wants to be sent along, e.g. a key: name=value, percent-encoded, separated by commas.',
    secret: true,
  },
  OTEL_SERVICE_NAME: { default: 'fenfu-desk', is: 'How this process is called in traces.' },
  OTEL_TRACES_SAMPLER: {
    default: 'parentbased_always_on',
    is: 'Which traces are kept: always_on, always_off or traceidratio, with parentbased_ before it where the caller’s choice is to be kept.',
  },
  OTEL_TRACES_SAMPLER_ARG: { default: '1', is: 'Share of traces that the samplers by ratio keep, 0 to 1.' },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;
export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

export const isSettingName = (name: string): name is SettingName => Object.hasOwn(SETTINGS, name);
