import { once } from 'node:events';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { DeskError } from '../../errors';

export type RedisClient = Redis | Cluster;

/** What a connection is for decides how it behaves while Redis is away. */
export type Purpose = 'store' | 'subscriber' | 'worker';

const BEHAVIOUR: Record<Purpose, RedisOptions> = {
  /**
   * Answers somebody who waits: fails at once, never hoards commands; what many turns ask at the same moment goes in one write.
   * BullMQ's producers use it, too.
   */
  store: {
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    maxRetriesPerRequest: 1,
    connectTimeout: 5_000,
    socketTimeout: 10_000,
  },
  subscriber: { maxRetriesPerRequest: null },
  /** BullMQ's workers block on Redis and wait for it as long as it takes. */
  worker: { maxRetriesPerRequest: null },
};

interface Address {
  kind: 'single' | 'sentinel' | 'cluster';
  tls: boolean;
  username?: string;
  password?: string;
  nodes: { host: string; port: number }[];
  /** Sentinel: the master's name. Single: the database's number. */
  path: string;
}

const FORM = /^(rediss?)(?:-(sentinel|cluster))?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^/?]+)(?:\/([^/?]*))?$/;

/**
 * `redis://[user:password@]host[:port][/db]`, `redis-sentinel://[user:password@]host:port,host:port/master`,
 * `redis-cluster://[user:password@]host:port,host:port`; with `rediss` in front for TLS. Undefined for anything else.
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

/** Reconnects for ever, ever more slowly, at most every 2 seconds. */
const retryStrategy = (times: number): number => Math.min(50 * 2 ** Math.min(times, 6), 2_000);

/** Does not wait long for a server that is gone to take leave. */
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

/** A path to a Unix socket (`/…/redis.sock`, or `unix:` before it) or a URL as in parseRedisUrl. Does not wait for the connection. */
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

/** Resolves when the connection takes commands; rejects with store_unavailable after `timeoutMs`. */
export const waitUntilReady = async (redis: RedisClient, timeoutMs = 10_000): Promise<void> => {
  if (redis.status === 'ready') return;
  const timeout = AbortSignal.timeout(timeoutMs);
  const ready = new Promise<void>((resolve) => redis.once('ready', resolve));
  const tooLate = once(timeout, 'abort').then(() => {
    throw new DeskError('store_unavailable', `Redis is not ready after ${timeoutMs} ms`);
  });
  await Promise.race([ready, tooLate]);
};
