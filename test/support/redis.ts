import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { connectRedis, waitUntilReady, type Purpose, type RedisClient } from '../../bot/store/redis/redis';
import { Child, startChild } from './child';
import { eventually, within } from './patience';
import { releasable } from './release';
import { temporaryDirectory } from './temporaryDirectory';

export interface TestRedis {
  /** The Unix socket, as `connectRedis` takes it. */
  url: string;
  /** Stops answering, without ending; and goes on. */
  pause?(): void;
  resume?(): void;
  /** Ends the server at once, as the end of the test does. May be called again. */
  stop(): Promise<void>;
}

/** A connection that ends with the test, and is silent about a Redis that goes away under it. */
export const connectTo = (url: string, purpose: Purpose = 'subscriber'): RedisClient => {
  const client = connectRedis(url, purpose).on('error', () => {});
  releasable('a connection to Redis', () => client.disconnect());
  return client;
};

/** A port of this machine that nobody listens on just now. */
export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
};

/** A port whose number leaves room for that of the cluster bus, 10000 above it. */
const freeClusterPort = async (): Promise<number> => {
  const port = await freePort();
  return port <= 55_000 ? port : freeClusterPort();
};

const onPort = (port: number): string[] => ['--port', `${port}`, '--bind', '127.0.0.1'];

/** A cluster of three masters, a third of the slots each. */
export const startCluster = async (): Promise<TestRedis> => {
  const ports = [await freeClusterPort(), await freeClusterPort(), await freeClusterPort()];
  const asMember = ['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1'];
  const nodes = await Promise.all(ports.map((port) => startRedis([...onPort(port), ...asMember])));
  const addresses = ports.map((port) => `127.0.0.1:${port}`);
  const creation = startChild('redis-cli', ['--cluster', 'create', ...addresses, '--cluster-yes']);
  await within('the creation of the cluster', creation.ended());
  for (const { url } of nodes) {
    const client = connectTo(url) as Redis;
    await eventually('a cluster that is well', async () => (await client.cluster('INFO')).includes('cluster_state:ok'));
    client.disconnect();
  }
  return {
    url: `redis-cluster://${addresses.join(',')}`,
    async stop() {
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
};

export interface ReplicatedRedis extends TestRedis {
  /** The master's own address, and its replicas'. */
  master: TestRedis;
  replicas: TestRedis[];
}

/** A master and two replicas, watched by a sentinel that replaces the master half a second after it is gone. */
export const startReplicated = async (settings: string[] = []): Promise<ReplicatedRedis> => {
  const [masterPort, ...replicaPorts] = [await freePort(), await freePort(), await freePort()] as [
    number,
    number,
    number,
  ];
  const master = await startRedis([...onPort(masterPort), ...settings]);
  const following = ['--replicaof', `127.0.0.1 ${masterPort}`, '--repl-diskless-sync-delay', '0', ...settings];
  const replicas = await Promise.all(replicaPorts.map((port) => startRedis([...onPort(port), ...following])));

  const sentinelPort = await freePort();
  const config = join(temporaryDirectory().path, 'sentinel.conf');
  await writeFile(
    config,
    [
      `port ${sentinelPort}`,
      'bind 127.0.0.1',
      `sentinel monitor desk 127.0.0.1 ${masterPort} 1`,
      'sentinel down-after-milliseconds desk 500',
      'sentinel failover-timeout desk 2000',
    ].join('\n'),
  );
  const sentinel = startChild('redis-server', [config, '--sentinel']);

  const probe = connectTo(master.url) as Redis;
  await eventually('two replicas that follow', async () =>
    /connected_slaves:2[^]*state=online[^]*state=online/.test(await probe.info('replication')),
  );
  probe.disconnect();
  const watcher = connectTo(`redis://127.0.0.1:${sentinelPort}`) as Redis;
  await eventually('a sentinel that knows both replicas', async () => {
    const known = (await watcher.call('SENTINEL', 'REPLICAS', 'desk')) as unknown[];
    return known.length === 2;
  });
  watcher.disconnect();

  return {
    url: `redis-sentinel://127.0.0.1:${sentinelPort}/desk`,
    master,
    replicas,
    async stop() {
      await sentinel.stop('SIGKILL');
      await Promise.all([master, ...replicas].map((server) => server.stop()));
    },
  };
};

/** A redis-server of its own on a Unix socket in a temporary directory; resolves when it answers. `args` go to its command line. */
export const startRedis = async (args: string[] = []): Promise<TestRedis> => {
  const directory = temporaryDirectory();
  const url = join(directory.path, 'redis.sock');
  const settings = ['--port', '0', '--unixsocket', url, '--dir', directory.path, '--save', '', '--appendonly', 'no'];
  const server = new Child('redis-server', [...settings, ...args]);
  const stop = releasable('a Redis', async () => {
    await server.stop('SIGKILL');
    directory.remove();
  });

  const probe = connectTo(url); // the socket does not exist yet
  await waitUntilReady(probe, 20_000);
  probe.disconnect();

  return {
    url,
    pause: () => void server.process.kill('SIGSTOP'),
    resume: () => void server.process.kill('SIGCONT'),
    stop,
  };
};
