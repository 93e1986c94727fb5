import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Redis, type RedisOptions } from 'ioredis';
import { lockDataDir } from '../../../bot/localRedis/dataDirLock';
import { startRedisServer, type RedisServer } from '../../../bot/localRedis/redisServer';
import { socketPath } from '../../../bot/localRedis/socketPath';
import { StartFault } from '../../../bot/settings/startFault';
import { startChild } from '../../support/child';
import { eventually, within } from '../../support/patience';
import { releasable } from '../../support/release';
import { temporaryDirectory } from '../../support/temporaryDirectory';

const log = { info: () => undefined, error: () => undefined };

describe('startRedisServer', () => {
  const directory = temporaryDirectory();
  const start = async (dataDir: string, options: { program?: string } = {}) => {
    const server = await startRedisServer({ dataDir, log, ...options });
    releasable('Redis', () => server.stop());
    return server;
  };
  const clientOf = ({ path }: Pick<RedisServer, 'path'>, options: RedisOptions = {}) => {
    const client = new Redis(path, options).on('error', () => undefined);
    releasable('a connection to Redis', () => client.disconnect());
    return client;
  };

  it('keeps every write on disk, evicts nothing and listens on no port', async () => {
    const client = clientOf(await start(join(directory.path, 'settings')));
    expect(await client.config('GET', 'appendfsync')).toEqual(['appendfsync', 'always']);
    expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    expect(await client.config('GET', 'port')).toEqual(['port', '0']);
  });

  it('finds its data again after a stop', async () => {
    const dataDir = join(directory.path, 'again');
    const first = await start(dataDir);
    await clientOf(first).set('kept', 'yes');
    await first.stop();
    expect(await clientOf(await start(dataDir)).get('kept')).toBe('yes');
  });

  it('starts Redis again when it is killed, with all that was written', async () => {
    const server = await start(join(directory.path, 'killed'));
    const client = clientOf(server);
    await client.set('kept', 'yes');
    const back = new Promise((resolve) => client.once('close', () => client.once('ready', resolve)));
    process.kill(server.pid() ?? 0, 'SIGKILL');
    await within('a Redis that is back', back);
    expect(await client.get('kept')).toBe('yes');
  });

  it('leaves no Redis behind when it is stopped while Redis is being started again', async () => {
    const server = await start(join(directory.path, 'stopped'));
    const client = clientOf(server, { retryStrategy: () => 5 });
    await client.ping();
    // The new one listens then, and we have not heard yet that it is ready.
    const listens = new Promise((resolve) => client.once('close', () => client.once('connect', resolve)));
    process.kill(server.pid() ?? 0, 'SIGKILL');
    await within('a new Redis', listens);
    await server.stop();
    expect(existsSync(server.path)).toBe(false);
  });

  it('stops a Redis that a killed process left behind and takes over its data', async () => {
    const dataDir = join(directory.path, 'orphan');
    mkdirSync(join(dataDir, 'redis'), { recursive: true });
    const path = socketPath(dataDir, 'redis.sock');
    const settings = ['--port', '0', '--unixsocket', path, '--dir', join(dataDir, 'redis')];
    const orphan = startChild('redis-server', [...settings, '--appendonly', 'yes', '--save', '']);
    const client = clientOf({ path }, { retryStrategy: () => 20 });
    await client.set('kept', 'yes');
    client.disconnect();

    const server = await start(dataDir);
    await within('the end of the orphan', orphan.ended());
    expect(await clientOf(server).get('kept')).toBe('yes');
  });

  it('uses another place for its socket where the path of the data directory is too long', async () => {
    const dataDir = join(directory.path, 'x'.repeat(120));
    const server = await start(dataDir);
    expect(server.path.startsWith(dataDir)).toBe(false);
    expect(await clientOf(server).ping()).toBe('PONG');
  });

  it('says in one line what to do where redis-server is missing', async () => {
    const fault = await start(join(directory.path, 'missing'), { program: 'no-such-redis-server' }).catch(
      (error: unknown) => error,
    );
    expect(fault).toBeInstanceOf(StartFault);
    expect((fault as StartFault).faults).toEqual([expect.stringMatching(/REDIS_URL.*install/)]);
  });

  it('says in one line why Redis stopped at its start', async () => {
    const fault = await start(join(directory.path, 'broken'), { program: 'false' }).catch((error: unknown) => error);
    expect((fault as StartFault).faults).toEqual([expect.stringMatching(/redis\.log: Redis stopped at its start/)]);
  });
});

describe('lockDataDir', () => {
  const directory = temporaryDirectory();

  it('lets one process in and tells the next who holds the directory', async () => {
    const dataDir = join(directory.path, 'one');
    const lock = await lockDataDir(dataDir);
    await expect(lockDataDir(dataDir)).rejects.toThrow(`in use by process ${process.pid}`);
    await lock.release();
    await (await lockDataDir(dataDir)).release();
  });

  it('is not held up by the socket of a process that was killed', async () => {
    const dataDir = join(directory.path, 'killed');
    mkdirSync(dataDir);
    const path = socketPath(dataDir, 'desk.lock');
    const holder = startChild(process.execPath, [
      '-e',
      `require('net').createServer().listen(${JSON.stringify(path)}, () => console.log('held'))`,
    ]);
    await eventually('a lock that is held', () => holder.stdout !== '');
    await holder.stop('SIGKILL');
    const socket = connect(path);
    await expect(once(socket, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await (await lockDataDir(dataDir)).release();
  });
});
