import { isIP } from 'node:net';
import type { DialogConfig } from '../../dialogs/types';
import { DIALOG_SETTINGS, toDialogConfig, type Locale } from '../content/dialogSettings';
import { SERVER_SETTINGS } from '../http/serverSettings';
import { toTracingConfig, TRACING_SETTINGS, type TracingConfig } from '../observe/tracingSettings';
import { STORE_SETTINGS } from '../store/storeSettings';
import { TURN_SETTINGS } from '../turn/turnSettings';
import type { Environment } from './environment';
import { loadSecrets } from './secrets';
import type { NamedKeys } from './schemas';
import type { Parsed, Setting, SettingGroup, SettingRows } from './setting';
import { StartFault } from './startFault';

/** Settings of the core. Each capability adds a group of its own. */
export const CORE_SETTINGS: readonly SettingGroup[] = [
  SERVER_SETTINGS,
  DIALOG_SETTINGS,
  STORE_SETTINGS,
  TURN_SETTINGS,
  TRACING_SETTINGS,
];

/** Names of all settings of these groups. */
export const namesOf = (groups: readonly SettingGroup[]): string[] => groups.flatMap(({ rows }) => Object.keys(rows));

/** The parsed configuration, frozen. */
export interface Config {
  host: string;
  port: number;
  /** Without a trailing slash. */
  publicUrl: string;
  role: 'all' | 'bot' | 'worker';
  /** Undefined: a local Redis, supervised by the desk. */
  redisUrl: string | undefined;
  /** Absolute path. */
  dataDir: string;
  production: boolean;
  logLevel: string;
  /** Language of the wording and of the widget. */
  locale: Locale;
  dialog: DialogConfig;
  /** Origins that may embed the widget; the own one comes first. */
  allowedOrigins: string[];
  /** Addresses or networks of trusted proxies. Empty: none. */
  trustProxy: string[];
  /** Keys that encrypt personal data, newest first. */
  dataKeys: NamedKeys;
  /** Key of the blind index. */
  indexKey: Buffer;
  /** Messages per conversation and minute. */
  messagesPerMinute: number;
  /** Concurrent turns of this process. */
  maxTurns: number;
  /** Undefined: no traces. */
  tracing: TracingConfig | undefined;
  /** Names of settings with generated values, which DATA_DIR/secrets.json holds. */
  generated: readonly string[];
  /** Parsed settings of one group. */
  of<Rows extends SettingRows>(group: SettingGroup<Rows>): Parsed<Rows>;
}

/** All settings, validated, before secrets are generated. */
export interface Settings {
  of<Rows extends SettingRows>(group: SettingGroup<Rows>): Parsed<Rows>;
  /** Secrets to generate, by name. */
  missing: ReadonlyMap<string, Setting>;
}

/**
 * Parses and validates all settings.
 * @throws StartFault with every fault, one line each
 */
export function parseSettings(environment: Environment, groups: readonly SettingGroup[] = CORE_SETTINGS): Settings {
  const faults: string[] = [];
  const values = parseRows(environment, groups, faults);
  if (faults.length > 0) throw new StartFault(faults);

  const of = ownersView(values);
  const production = of(SERVER_SETTINGS).NODE_ENV === 'production';
  const missing = missingSecrets(groups, values);
  for (const group of groups)
    group.check?.(of(group), (name, problem) => faults.push(faultOf(environment, group.rows[name], name, problem)), {
      production,
    });
  const refused = 'missing; production refuses generated secrets: see .env.example for its form';
  if (production) for (const [name, row] of missing) faults.push(faultOf(environment, row, name, refused));
  if (faults.length > 0) throw new StartFault(faults);
  return { of, missing };
}

/**
 * Builds the configuration. Secrets that are not set come from `DATA_DIR/secrets.json`; the caller holds the lock of
 * that directory.
 * @throws StartFault where the file cannot be used
 */
export function toConfig({ of: known, missing }: Settings): Config {
  const generated = loadSecrets(missing, known(SERVER_SETTINGS).DATA_DIR);
  const of: Config['of'] = ({ rows }) => {
    const secrets = [...generated].filter(([name]) => name in rows);
    return { ...known({ title: '', rows }), ...Object.fromEntries(secrets) };
  };
  return deepFreeze({ ...shape(of), generated: [...missing.keys()], of });
}

/** `toConfig` of `parseSettings`. */
export const parseConfig = (environment: Environment, groups?: readonly SettingGroup[]): Config =>
  toConfig(parseSettings(environment, groups));

const ownersView =
  (values: ReadonlyMap<string, unknown>): Settings['of'] =>
  <Rows extends SettingRows>({ rows }: SettingGroup<Rows>) =>
    Object.fromEntries(Object.keys(rows).map((name) => [name, values.get(name)])) as Parsed<Rows>;

/** Parsed values by name, without secrets to be generated. */
function parseRows(environment: Environment, groups: readonly SettingGroup[], faults: string[]): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const [name, row] of groups.flatMap(({ rows }) => Object.entries(rows))) {
    const given = environment.values[name];
    if (given === undefined && row.generate) continue;
    const result = row.schema.safeParse(given ?? row.default);
    if (result.success) values.set(name, result.data);
    else faults.push(faultOf(environment, row, name, result.error.issues[0]?.message ?? 'not valid'));
  }
  return values;
}

const missingSecrets = (
  groups: readonly SettingGroup[],
  values: ReadonlyMap<string, unknown>,
): Map<string, Setting> => {
  const rows = groups.flatMap((group) => Object.entries(group.rows));
  return new Map(rows.filter(([name, { generate }]) => generate && !values.has(name)));
};

const faultOf = (environment: Environment, row: Setting | undefined, name: string, problem: string): string => {
  const given = environment.values[name];
  const shown = given === undefined || row?.secret ? '' : `${JSON.stringify(given.slice(0, 60))} is `;
  return `${environment.sourceOf(name)}:${name}: ${shown}${problem}`;
};

function shape(of: Config['of']): Omit<Config, 'generated' | 'of'> {
  const server = of(SERVER_SETTINGS);
  const dialog = of(DIALOG_SETTINGS);
  const store = of(STORE_SETTINGS);
  const turn = of(TURN_SETTINGS);
  const publicUrl = server.PUBLIC_URL ?? `http://${urlHost(server.HOST)}:${server.PORT}`;
  return {
    host: server.HOST,
    port: server.PORT,
    publicUrl,
    role: server.ROLE,
    redisUrl: server.REDIS_URL,
    dataDir: server.DATA_DIR,
    production: server.NODE_ENV === 'production',
    logLevel: server.LOG_LEVEL,
    locale: dialog.LOCALE,
    dialog: toDialogConfig(dialog),
    allowedOrigins: [...new Set([new URL(publicUrl).origin, ...server.ALLOWED_ORIGINS])],
    trustProxy: server.TRUST_PROXY,
    dataKeys: store.DATA_KEYS,
    indexKey: store.INDEX_KEY,
    messagesPerMinute: turn.RATE_MESSAGES_PER_MINUTE,
    maxTurns: turn.MAX_TURNS,
    tracing: toTracingConfig(of(TRACING_SETTINGS)),
  };
}

/** The host as URLs write it: IPv6 in brackets, a wildcard address as localhost. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return isIP(host) === 6 ? `[${host}]` : host;
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value))
    if (typeof inner === 'object' && inner !== null && !Buffer.isBuffer(inner)) deepFreeze(inner as object);
  return Object.freeze(value);
}
