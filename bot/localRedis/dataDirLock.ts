import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { socketPath } from './socketPath';
import { StartFault } from '../settings/startFault';

/** A held lock. */
export interface DataDirLock {
  /** Releases the lock. */
  release(): Promise<void>;
}

/**
 * Locks a data directory for this process. The lock is a listening Unix socket: it ends with the process, even after
 * `kill -9`, and a reused process id cannot be mistaken for the holder's.
 * @throws StartFault where another process holds the directory
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = socketPath(dataDir, 'desk.lock');
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(String(process.pid));
  });
  server.unref();
  if (!(await tryListen(server, path))) {
    const holder = await askHolder(path);
    if (holder !== undefined) throw alreadyRunning(dataDir, holder);
    rmSync(path, { force: true });
    if (!(await tryListen(server, path))) throw alreadyRunning(dataDir, (await askHolder(path)) ?? 'unknown');
  }
  // Of two processes that replaced the same dead socket, the later one is the holder.
  const holder = await askHolder(path);
  if (holder !== String(process.pid)) throw alreadyRunning(dataDir, holder ?? 'unknown');
  return {
    release: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

const alreadyRunning = (dataDir: string, pid: string): StartFault =>
  new StartFault(
    `environment:DATA_DIR: ${dataDir} is in use by process ${pid}; stop that one first, or give this one another DATA_DIR`,
  );

async function tryListen(server: Server, path: string): Promise<boolean> {
  server.listen(path);
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw new StartFault(
      `environment:DATA_DIR: no socket can be made at ${path} (${(error as NodeJS.ErrnoException).code}); use a local disk`,
      { cause: error },
    );
  }
}

/** Process id of the holder; undefined where nobody listens. */
async function askHolder(path: string): Promise<string | undefined> {
  const socket = connect(path);
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
  try {
    await once(socket, 'close');
  } catch {
    return undefined;
  }
  return answer || 'unknown';
}
