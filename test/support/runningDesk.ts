import type { Dialog } from '../../dialogs/types';
import type { Understand } from '../../nlu/types';
import { CAPABILITIES, SETTINGS } from '../../bot/capabilities';
import type { Capability } from '../../bot/core/capability';
import { createDesk, type Desk } from '../../bot/desk';
import { startRedisServer, type RedisServer } from '../../bot/localRedis/redisServer';
import { silentLog, testConfig } from './desk';
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

/** A whole node on a port of its own, with a Redis of its own, exactly as `npm start` composes it; `more` are capabilities of the test. */
export async function runDesk(
  settings: Record<string, string> = {},
  {
    dialog = echoDialog,
    understand = literalUnderstand,
    more = [],
  }: { dialog?: Dialog; understand?: Understand; more?: readonly Capability[] } = {},
): Promise<RunningDesk> {
  const directory = temporaryDirectory();
  const redis = await startRedisServer({ dataDir: directory.path, log: silentLog });
  const stopRedis = releasable('the Redis of a desk', () => redis.stop());
  const groups = [...SETTINGS, ...more.flatMap((one) => one.settings)];
  const config = testConfig({ PORT: '0', DATA_DIR: directory.path, ...settings }, groups);
  const capabilities = [...CAPABILITIES, ...more];
  const desk = await createDesk({ config, redisUrl: redis.path, dialog, understand, log: silentLog, capabilities });
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
