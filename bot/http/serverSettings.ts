import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { httpAddress, listOf, oneOf, optional, origins } from '../settings/schemas';
import type { SettingGroup, SettingRows } from '../settings/setting';
import { parseRedisUrl } from '../store/redis/redis';

const originsOrAny = z
  .literal('*')
  .transform((any): string[] => [any])
  .or(origins);

const rows = {
  HOST: {
    default: '127.0.0.1',
    is: 'Address the HTTP server listens on; 0.0.0.0 for every interface.',
    schema: z
      .string()
      .refine((host) => isIP(host) !== 0 || /^[A-Za-z0-9.-]+$/.test(host), 'not an address or host name'),
  },
  PORT: {
    default: '3978',
    is: 'Port the HTTP server listens on.',
    schema: z
      .string()
      .refine((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65535, 'not a whole number from 0 to 65535')
      .transform(Number),
  },
  PUBLIC_URL: {
    default: '',
    is: 'How browsers and channels reach the server, e.g. https://desk.example.com; from HOST and PORT if empty.',
    schema: optional(httpAddress.transform((url) => url.replace(/\/$/, ''))),
  },
  ROLE: {
    default: 'all',
    is: 'What this process does: all, bot (HTTP and channels) or worker (queues).',
    schema: oneOf('all', 'bot', 'worker'),
  },
  REDIS_URL: {
    default: '',
    is: 'Redis 6.2 or later: redis://, redis-sentinel:// or redis-cluster://, with rediss for TLS; a supervised local one is started if empty.',
    schema: optional(
      z
        .string()
        .refine(
          parseRedisUrl,
          'not a redis://, redis-sentinel:// or redis-cluster:// address (rediss with TLS); write e.g. redis://localhost:6379',
        ),
    ),
  },
  DATA_DIR: {
    default: '.data',
    is: 'Directory of the local Redis and of generated secrets.',
    schema: z.string().transform((directory) => resolve(directory)),
  },
  NODE_ENV: {
    default: '',
    is: 'production refuses generated secrets and the demo operator.',
    schema: z.string(),
  },
  LOG_LEVEL: {
    default: 'info',
    is: 'fatal, error, warn, info, debug, trace or silent.',
    schema: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  },
  ALLOWED_ORIGINS: {
    default: '',
    is: 'Sites that may embed the widget, e.g. https://www.example.com, separated by commas, or *; the own origin is always allowed.',
    schema: originsOrAny,
  },
  TRUST_PROXY: {
    default: '',
    is: 'Addresses or networks of proxies whose X-Forwarded-For is believed, separated by commas; none if empty.',
    schema: z
      .string()
      .refine(
        (proxies) => listOf(proxies).every((item) => isIP(item.replace(/\/\d{1,3}$/, '')) !== 0),
        'not a list of addresses or networks; write e.g. 10.0.0.0/8',
      )
      .transform(listOf),
  },
} satisfies SettingRows;

/** Settings of the process and its HTTP server. */
export const SERVER_SETTINGS: SettingGroup<typeof rows> = {
  title: 'Server',
  rows,
  check({ ROLE, REDIS_URL }, fault) {
    if (ROLE !== 'all' && !REDIS_URL)
      fault('REDIS_URL', `missing while ROLE is ${ROLE}; bot and worker must share one Redis`);
  },
};
