import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { connectRedis, waitUntilReady, type RedisClient } from '../../bot/store/redis/redis';
import { eventually } from '../support/patience';
import { freePort } from '../support/redis';
import { temporaryDirectory } from '../support/temporaryDirectory';
import { startBalancer } from './balancer';
import { Supervised } from './supervised';

export interface World {
  url: string;
  staffToken: string;
  redis: RedisClient;
  /** Kills a node or a worker that is up, whichever chance names; the last of its kind is spared. */
  killOne(): Promise<void>;
  killRedis(): void;
  kills(): { processes: number; redis: number };
  stop(): Promise<void>;
}

const BOTS = 3;
const WORKERS = 2;
const PROGRAM = join(__dirname, '../../bot/main.js');

const key = (): string => randomBytes(32).toString('base64');

/** Three nodes behind a balancer, two workers and one Redis that writes before it answers; all are started again when they die. */
export const startWorld = async (): Promise<World> => {
  const directory = temporaryDirectory();
  const redisPort = await freePort();
  const redisServer = new Supervised('redis-server', [
    ...['--port', `${redisPort}`, '--bind', '127.0.0.1', '--dir', directory.path],
    ...['--appendonly', 'yes', '--appendfsync', 'always', '--save', '', '--maxmemory-policy', 'noeviction'],
  ]);
  const redis = connectRedis(`redis://127.0.0.1:${redisPort}`, 'worker');
  redis.on('error', () => {});
  await waitUntilReady(redis, 30_000);

  const staffToken = randomBytes(24).toString('hex');
  const ports: number[] = [];
  for (let i = 0; i < BOTS + WORKERS; i++) ports.push(await freePort());
  const balancer = await startBalancer(ports.slice(0, BOTS));
  const settings = {
    HOST: '127.0.0.1',
    PUBLIC_URL: balancer.url,
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    DATA_DIR: directory.path,
    LOG_LEVEL: 'fatal',
    STAFF_TOKEN: staffToken,
    DIRECT_LINE_SECRET: randomBytes(24).toString('hex'),
    TOKEN_KEYS: `t1:${key()}`,
    DATA_KEYS: `d1:${key()}`,
    INDEX_KEY: key(),
    RATE_TOKENS_PER_MINUTE: '1000000',
    RATE_MESSAGES_PER_MINUTE: '1000000',
  };
  const nodes = ports.map((port, i) => {
    const role = i < BOTS ? 'bot' : 'worker';
    return {
      port,
      role,
      program: new Supervised(process.execPath, [PROGRAM], { ...settings, PORT: `${port}`, ROLE: role }),
    };
  });
  for (const port of ports) await ready(port);

  return {
    url: balancer.url,
    staffToken,
    redis,
    async killOne() {
      const answers = await Promise.all(nodes.map(async (node) => ({ node, up: await isUp(node.port) })));
      const up = answers.filter((answer) => answer.up).map(({ node }) => node);
      const spare = up.filter(({ role }) => up.filter((other) => other.role === role).length > 1);
      spare[Math.floor(Math.random() * spare.length)]?.program.kill();
    },
    killRedis: () => redisServer.kill(),
    kills: () => ({ processes: nodes.reduce((sum, { program }) => sum + program.kills, 0), redis: redisServer.kills }),
    async stop() {
      balancer.close();
      await Promise.all(nodes.map(({ program }) => program.stop('SIGKILL')));
      redis.disconnect();
      await redisServer.stop('SIGKILL');
      directory.remove();
    },
  };
};

const isUp = async (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(1_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

const ready = (port: number) => eventually('a node that is up', () => isUp(port), 60_000);
