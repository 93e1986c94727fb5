import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { connectRedis, waitUntilReady } from '../../bot/store/redis';

export interface TestRedis {
  /** The Unix socket, as `connectRedis` takes it. */
  url: string;
  /** Stops answering, without ending; and goes on. */
  pause?(): void;
  resume?(): void;
  /** Ends the server at once and removes what it left. May be called again. */
  stop(): Promise<void>;
}

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
  const creation = spawn('redis-cli', ['--cluster', 'create', ...addresses, '--cluster-yes'], { stdio: 'ignore' });
  await once(creation, 'exit');
  for (const { url } of nodes) {
    const client = connectRedis(url, 'subscriber') as Redis;
    while (!(await client.cluster('INFO')).includes('cluster_state:ok'));
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

  const directory = await mkdtemp(join(tmpdir(), 'fd-sentinel-'));
  const sentinelPort = await freePort();
  const config = join(directory, 'sentinel.conf');
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
  const sentinel = spawn('redis-server', [config, '--sentinel'], { stdio: 'ignore' });
  const ended = once(sentinel, 'exit');

  const probe = connectRedis(master.url, 'subscriber') as Redis;
  while (!/connected_slaves:2[^]*state=online[^]*state=online/.test(await probe.info('replication')));
  probe.disconnect();
  const watcher = connectRedis(`redis://127.0.0.1:${sentinelPort}`, 'subscriber') as Redis;
  watcher.on('error', () => {});
  const known = async (): Promise<number> => ((await watcher.call('SENTINEL', 'REPLICAS', 'desk')) as unknown[]).length;
  while ((await known()) < 2);
  watcher.disconnect();

  return {
    url: `redis-sentinel://127.0.0.1:${sentinelPort}/desk`,
    master,
    replicas,
    async stop() {
      sentinel.kill('SIGKILL');
      await ended;
      await Promise.all([master, ...replicas].map((server) => server.stop()));
      await rm(directory, { recursive: true, force: true });
    },
  };
};

/** A redis-server of its own on a Unix socket in a temporary directory; resolves when it answers. `args` go to its command line. */
export const startRedis = async (args: string[] = []): Promise<TestRedis> => {
  const directory = await mkdtemp(join(tmpdir(), 'fd-redis-'));
  const url = join(directory, 'redis.sock');
  const server = spawn(
    'redis-server',
    ['--port', '0', '--unixsocket', url, '--dir', directory, '--save', '', '--appendonly', 'no', ...args],
    { stdio: 'ignore' },
  );
  const exited = once(server, 'exit');

  const probe = connectRedis(url, 'subscriber');
  probe.on('error', () => {}); // the socket does not exist yet
  await waitUntilReady(probe, 20_000);
  probe.disconnect();

  return {
    url,
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    async stop() {
      server.kill('SIGKILL');
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
};
