import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Dialog } from '../../dialogs/types';
import type { Understand } from '../../nlu/types';
import { parseConfig } from '../../bot/settings/config';
import { createDesk, type Desk } from '../../bot/desk';
import { readEnvironment } from '../../bot/settings/environment';
import { createLog } from '../../bot/log';
import { startRedisServer, type RedisServer } from '../../bot/localRedis/redisServer';
import { echoDialog, literalUnderstand } from './echoDialog';
import { releasable } from './release';
import { temporaryDirectory } from './temporaryDirectory';

export interface RunningDesk {
  desk: Desk;
  /** e.g. http://127.0.0.1:40123 */
  url: string;
  redis: RedisServer;
  /** Where that Redis keeps its data. */
  dataDir: string;
  /** At the latest at the end of the test. */
  stop(): Promise<void>;
}

/** A whole node on a port of its own, with a Redis of its own, exactly as `npm start` composes it. */
export async function runDesk(
  settings: Record<string, string> = {},
  { dialog = echoDialog, understand = literalUnderstand }: { dialog?: Dialog; understand?: Understand } = {},
): Promise<RunningDesk> {
  const directory = temporaryDirectory();
  const log = createLog('silent');
  const assetsDirectory = join(__dirname, '../../dist/bot/widget/assets');
  const redis = await startRedisServer({ dataDir: directory.path, log });
  const stopRedis = releasable('the Redis of a desk', () => redis.stop());
  const config = parseConfig(readEnvironment({ PORT: '0', DATA_DIR: directory.path, ...settings }, undefined));
  const key = () => ({ id: 'k1', key: randomBytes(32) });
  const secrets = {
    staffToken: 'staff-token-of-a-test-run',
    directLineSecret: 'direct-line-secret-of-a-test',
    tokenKeys: [key()],
    dataKeys: [key()],
    indexKey: randomBytes(32),
  };
  const desk = await createDesk({ config, secrets, redisUrl: redis.path, dialog, understand, log, assetsDirectory });
  const stopDesk = releasable('a desk', () => desk.stop());
  const port = await desk.start();
  return {
    desk,
    url: `http://127.0.0.1:${port}`,
    redis,
    dataDir: directory.path,
    stop: async () => {
      await stopDesk();
      await stopRedis();
      directory.remove();
    },
  };
}
