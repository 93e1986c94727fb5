import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { socketPath } from './socketPath';
import { StartFault } from '../settings/startFault';

/** A running local Redis. */
export interface RedisServer {
  /** Path of its Unix socket, for `new Redis(path)`. */
  path: string;
  /** Process id; it changes with a restart. */
  pid(): number | undefined;
  /** Shuts Redis down; resolves when the process has ended. */
  stop(): Promise<void>;
}

/** Options of a local Redis. */
export interface RedisServerOptions {
  dataDir: string;
  log: { info(fields: object, text: string): void; error(fields: object, text: string): void };
  /** Executable. Default: redis-server. */
  program?: string;
}

const STOP_WITHIN_MS = 10_000;
const READY_WITHIN_MS = 60_000;
const RESTART_AFTER_MS = { first: 100, most: 5_000 };

/**
 * Launches Redis and waits until it is ready; see launchRedisServer.
 * @throws StartFault where it cannot be started
 */
export const startRedisServer = async (options: RedisServerOptions): Promise<RedisServer> =>
  (await launchRedisServer(options)).ready;

/**
 * Runs a local Redis under `dataDir/redis`, reachable by a Unix socket only. Every write is on disk before its reply
 * (`appendfsync always`), nothing is evicted, and a Redis that dies is restarted. One left behind by a killed process
 * is shut down first. The caller holds the lock of `dataDir`.
 * Resolves as soon as the process is launched, so that the caller can work while it loads data. `ready` resolves when
 * it takes commands. It rejects with StartFault where Redis cannot be started; no process is left then.
 */
export async function launchRedisServer({
  dataDir,
  log,
  program = 'redis-server',
}: RedisServerOptions): Promise<{ ready: Promise<RedisServer> }> {
  const directory = join(dataDir, 'redis');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = socketPath(dataDir, 'redis.sock');
  const logFile = join(directory, 'redis.log');
  await stopLeftBehind(path);

  const run = async (): Promise<ChildProcess> => {
    // A process group of its own: Ctrl-C reaches only this process, which stops Redis last.
    const started = spawn(program, redisArguments(directory, path, logFile), { detached: true, stdio: 'ignore' });
    await readyOrFault(started, path, logFile);
    return started;
  };
  const ready = supervise(run, path, log);
  ready.catch(() => undefined); // The caller may await it later; until then the rejection is not unhandled.
  return { ready };
}

/**
 * Restarts Redis whenever it dies, with exponential back-off from 100 ms to 5 s. Resolves when the first process is
 * ready.
 */
async function supervise(
  run: () => Promise<ChildProcess>,
  path: string,
  log: RedisServerOptions['log'],
): Promise<RedisServer> {
  let stopping = false;
  let restarting: Promise<void> | undefined;
  const backOff = new AbortController();
  let restartAfterMs = RESTART_AFTER_MS.first;
  let child = await run();
  watch();

  function watch(): void {
    const readyAt = performance.now();
    child.once('exit', (code, signal) => {
      if (stopping) return;
      if (performance.now() - readyAt > RESTART_AFTER_MS.most) restartAfterMs = RESTART_AFTER_MS.first;
      log.error({ code, signal, restartAfterMs }, 'redis died; starting it again');
      restarting = restart();
    });
  }

  async function restart(): Promise<void> {
    while (!stopping) {
      await delay(restartAfterMs, undefined, { signal: backOff.signal }).catch(() => undefined);
      restartAfterMs = Math.min(restartAfterMs * 2, RESTART_AFTER_MS.most);
      if (stopping) return;
      try {
        child = await run();
      } catch (error) {
        log.error({ reason: (error as Error).message }, 'redis did not start');
        continue;
      }
      log.info({ pid: child.pid }, 'redis is back');
      if (stopping) await end(child);
      else watch();
      return;
    }
  }

  return {
    path,
    pid: () => child.pid,
    stop: async () => {
      stopping = true;
      backOff.abort();
      await restarting; // This ends a Redis that is just being restarted.
      await end(child);
    },
  };
}

const redisArguments = (directory: string, path: string, logFile: string): string[] =>
  Object.entries({
    port: '0',
    unixsocket: path,
    unixsocketperm: '700',
    dir: directory,
    logfile: logFile,
    daemonize: 'no',
    appendonly: 'yes',
    appendfsync: 'always',
    save: '',
    'maxmemory-policy': 'noeviction',
  }).flatMap(([name, value]) => [`--${name}`, value]);

/**
 * Resolves when Redis has loaded its data.
 * @throws StartFault with the reason; the process is terminated
 */
async function readyOrFault(child: ChildProcess, path: string, logFile: string): Promise<void> {
  const client = clientFor(path);
  const givenUp = new AbortController();
  const options = { signal: givenUp.signal };
  try {
    await Promise.race([
      new Promise<void>((resolve) => client.once('ready', resolve)),
      once(child, 'exit', options).then(() => {
        throw new StartFault(
          `${logFile}: Redis stopped at its start: ${lastLine(logFile)}; mend that, or set REDIS_URL`,
        );
      }),
      delay(READY_WITHIN_MS, undefined, options).then(() => {
        throw new StartFault(
          `${logFile}: Redis was not ready within ${READY_WITHIN_MS / 1000} s; see that file, or set REDIS_URL`,
        );
      }),
    ]);
  } catch (error) {
    child.kill('SIGTERM');
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new StartFault(
        'environment:REDIS_URL: empty, and redis-server is not installed; install it (e.g. apt-get install redis-server) or set REDIS_URL',
        { cause: error },
      );
    throw error;
  } finally {
    givenUp.abort();
    client.disconnect();
  }
}

/** A client that retries without logging. */
function clientFor(path: string): Redis {
  const client = new Redis(path, { retryStrategy: () => 5, maxRetriesPerRequest: null });
  return client.on('error', () => undefined);
}

function lastLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
  } catch {
    return 'no reason given';
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM'); // An orderly shutdown.
  const giveUp = new AbortController();
  const forced = delay(STOP_WITHIN_MS, undefined, { signal: giveUp.signal }).then(
    () => child.kill('SIGKILL'),
    () => undefined,
  );
  await exited;
  giveUp.abort();
  await forced;
}

/** Shuts down the Redis of a killed process. Its writes are on disk, so nothing is lost. */
async function stopLeftBehind(path: string): Promise<void> {
  const client = new Redis(path, {
    lazyConnect: true,
    retryStrategy: () => null,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch {
    return; // None is running.
  }
  const closed = new Promise<void>((resolve) => client.once('end', resolve));
  // SHUTDOWN has no reply: Redis closes the connection when it ends.
  client.shutdown().catch(() => undefined);
  const giveUp = new AbortController();
  await Promise.race([closed, delay(STOP_WITHIN_MS, undefined, { signal: giveUp.signal }).catch(() => undefined)]);
  giveUp.abort();
  if (client.status !== 'end') client.disconnect();
}
