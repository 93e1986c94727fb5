import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { connectRedis, waitUntilReady } from '../../bot/store/redis';

export interface TestRedis {
  /** The Unix socket, as `connectRedis` takes it. */
  url: string;
  /** Ends the server at once and removes what it left. */
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

/** A cluster of one node that owns all slots: enough for Redis to refuse any command whose keys lie in different slots. */
export const startCluster = async (): Promise<TestRedis> => {
  const port = await freePort();
  const node = await startRedis([
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--cluster-enabled',
    'yes',
    '--cluster-announce-ip',
    '127.0.0.1',
  ]);
  const client = connectRedis(node.url, 'subscriber') as Redis;
  const covered = async (): Promise<boolean> => (await client.cluster('INFO')).includes('cluster_state:ok');
  await client.cluster('ADDSLOTSRANGE', 0, 16_383);
  while (!(await covered()));
  client.disconnect();
  return { ...node, url: `redis-cluster://127.0.0.1:${port}` };
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
    async stop() {
      server.kill('SIGKILL');
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
};
