import { once } from 'node:events';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { DeskError } from '../../errors';

/** A connection to a single Redis, a Sentinel group or a cluster. */
export type RedisClient = Redis | Cluster;

/** Purpose of a connection. It decides how the connection behaves while Redis is down. */
export type Purpose = 'store' | 'subscriber' | 'worker';

const BEHAVIOUR: Record<Purpose, RedisOptions> = {
  /**
   * Serves someone who waits: fails at once instead of queueing offline. Commands of one tick are pipelined. BullMQ's
   * producers use it too.
   */
  store: {
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    maxRetriesPerRequest: 1,
    connectTimeout: 5_000,
    socketTimeout: 10_000,
  },
  subscriber: { maxRetriesPerRequest: null },
  /** BullMQ's workers block on Redis, and wait for it without limit. */
  worker: { maxRetriesPerRequest: null },
};

interface Address {
  kind: 'single' | 'sentinel' | 'cluster';
  tls: boolean;
  username?: string;
  password?: string;
  nodes: { host: string; port: number }[];
  /** Sentinel: name of the master. Single: number of the database. */
  path: string;
}

const FORM = /^(rediss?)(?:-(sentinel|cluster))?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^/?]+)(?:\/([^/?]*))?$/;

/**
 * Parses `redis://[user:password@]host[:port][/db]`, `redis-sentinel://[user:password@]host:port,host:port/master` or
 * `redis-cluster://[user:password@]host:port,host:port`; `rediss` instead of `redis` for TLS. Undefined for anything
 * else.
 */
export const parseRedisUrl = (url: string): Address | undefined => {
  const match = FORM.exec(url);
  if (!match) return undefined;
  const [, scheme, kind, username, password, hosts = '', path = ''] = match;
  const defaultPort = kind === 'sentinel' ? 26379 : 6379;
  const nodes = hosts.split(',').map((host) => {
    const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(host) ?? [];
    return { host: name.replace(/^\[|\]$/g, ''), port: Number(port ?? defaultPort) };
  });
  if ((kind === undefined && nodes.length > 1) || (kind === 'sentinel' && path === '')) return undefined;
  return {
    kind: (kind as 'sentinel' | 'cluster' | undefined) ?? 'single',
    tls: scheme === 'rediss',
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    nodes,
    path,
  };
};

/** Reconnects for ever: exponential back-off from 100 ms to 2 s. */
const retryStrategy = (times: number): number => Math.min(50 * 2 ** Math.min(times, 6), 2_000);

/** A closing connection waits at most 200 ms for the server's end of it. */
const COMMON: RedisOptions = { retryStrategy, disconnectTimeout: 200 };

const connectTo = (address: Address, purpose: Purpose): RedisClient => {
  const { username, password, nodes, path } = address;
  const options: RedisOptions = {
    ...BEHAVIOUR[purpose],
    ...COMMON,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(address.tls && { tls: {} }),
  };
  switch (address.kind) {
    case 'single':
      return new Redis({ ...options, ...nodes[0], db: Number(path || 0) });
    case 'sentinel':
      return new Redis({ ...options, sentinels: nodes, name: path, sentinelRetryStrategy: retryStrategy });
    case 'cluster':
      return new Cluster(nodes, {
        redisOptions: options,
        clusterRetryStrategy: retryStrategy,
        enableOfflineQueue: options.enableOfflineQueue ?? true,
      });
  }
};

/**
 * Connects to a Unix socket (`/…/redis.sock`, optionally after `unix:`) or a URL, see parseRedisUrl. Returns before the
 * connection is up.
 * @throws DeskError invalid_setting for any other form
 */
export const connectRedis = (url: string, purpose: Purpose): RedisClient => {
  const socket = /^(?:unix:(?:\/\/)?)?(\/.*)$/.exec(url)?.[1];
  if (socket) return new Redis(socket, { ...BEHAVIOUR[purpose], ...COMMON });
  const address = parseRedisUrl(url);
  if (!address)
    throw new DeskError(
      'invalid_setting',
      'REDIS_URL has none of the forms redis://, redis-sentinel://, redis-cluster://',
    );
  return connectTo(address, purpose);
};

/**
 * Resolves when the connection takes commands.
 * @throws DeskError store_unavailable after `timeoutMs`; default 10 s
 */
export const waitUntilReady = async (redis: RedisClient, timeoutMs = 10_000): Promise<void> => {
  if (redis.status === 'ready') return;
  const timeout = AbortSignal.timeout(timeoutMs);
  const ready = new Promise<void>((resolve) => redis.once('ready', resolve));
  const tooLate = once(timeout, 'abort').then(() => {
    throw new DeskError('store_unavailable', `Redis is not ready after ${timeoutMs} ms`);
  });
  await Promise.race([ready, tooLate]);
};
