import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { socketPath } from './socketPath';
import { StartFault } from '../settings/startFault';

export interface DataDirLock {
  release(): Promise<void>;
}

/**
 * Claims a data directory for this process. The claim is a listening socket, so the system ends it with the process, even after
 * `kill -9`, and no recycled process id can be taken for the holder.
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
  // Of two that found the same dead socket, the later one has replaced the earlier one's: it is the holder.
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

/** The holder's process id, or undefined where nobody listens. */
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
