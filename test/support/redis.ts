import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectRedis, waitUntilReady } from '../../bot/store/redis';

export interface TestRedis {
  /** The Unix socket, as `connectRedis` takes it. */
  url: string;
  /** Ends the server at once and removes what it left. */
  stop(): Promise<void>;
}

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
