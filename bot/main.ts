/** Composition root: loads configuration and content, starts one node, and stops it on a signal. */
import { readFileSync } from 'node:fs';
import { CAPABILITIES, SETTING_NAMES, SETTINGS } from './capabilities';
import { loadContent } from './content/loadContent';
import { createDesk, type Desk } from './desk';
import { SERVER_SETTINGS } from './http/serverSettings';
import { lockDataDir } from './localRedis/dataDirLock';
import { launchRedisServer } from './localRedis/redisServer';
import { createLog, type Logger } from './log';
import { parseSettings, toConfig, type Config } from './settings/config';
import { readEnvironment } from './settings/environment';
import { StartFault } from './settings/startFault';

/** Functions that stop what has been started. They run in reverse when the node stops, or when its start fails. */
const started: (() => Promise<void>)[] = [];
let stopping: Promise<void> | undefined;

async function main(): Promise<void> {
  const environment = readEnvironment(SETTING_NAMES, process.env, readEnvFile());
  const settings = parseSettings(environment, SETTINGS);
  const { DATA_DIR: dataDir, REDIS_URL: redisUrl, LOG_LEVEL } = settings.of(SERVER_SETTINGS);
  const log = createLog(LOG_LEVEL);
  for (const { name, meant } of environment.suspicious)
    log.warn({ variable: name, meant }, 'an environment variable looks like a misspelt setting');
  stopOnSignals(log);

  const redisAddress = await provideRedis({ redisUrl, dataDir }, log);
  // The local Redis loads its data meanwhile.
  const config = toConfig(settings);
  const content = loadContent(config);
  const options = { config, ...content, log, capabilities: CAPABILITIES };
  const desk = await createDesk({ ...options, redisUrl: await redisAddress() });
  started.push(() => desk.stop());
  await desk.start();

  log.info({ role: config.role, readyAfterMs: Math.round(performance.now()) }, 'ready');
  tellOperator(config, desk);
}

/**
 * Launches a local Redis where REDIS_URL is empty. Returns a function that resolves to the address once Redis is ready.
 */
async function provideRedis(
  { redisUrl, dataDir }: { redisUrl: string | undefined; dataDir: string },
  log: Logger,
): Promise<() => Promise<string>> {
  if (redisUrl !== undefined) return async () => redisUrl;
  const lock = await lockDataDir(dataDir);
  started.push(() => lock.release());
  const { ready } = await launchRedisServer({ dataDir, log });
  started.push(() =>
    ready.then(
      (redis) => redis.stop(),
      () => undefined,
    ),
  );
  return async () => (await ready).path;
}

function readEnvFile(): string | undefined {
  try {
    return readFileSync('.env', 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StartFault('.env: cannot be read; make it readable to the user that runs this program', { cause: error });
  }
}

function tellOperator({ role }: Config, desk: Desk): void {
  const lines = role === 'worker' ? [{ title: 'Worker', text: `${desk.core.address.url()}/readyz` }] : desk.lines();
  process.stdout.write(lines.map(({ title, text }) => `${`${title}:`.padEnd(15)}${text}\n`).join(''));
}

/** Stops in order on the first signal; a second one exits at once. */
function stopOnSignals(log: Logger): void {
  const stopWith = (code: number): void => {
    if (stopping) process.exit(1);
    log.info('stopping');
    void stop().then(
      () => process.exit(code),
      (error: unknown) => {
        log.error({ err: error }, 'did not stop in order');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopWith(0));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'an error nobody handled');
    stopWith(1);
  });
}

function stop(): Promise<void> {
  return (stopping ??= (async () => {
    const failures: unknown[] = [];
    for (let undo = started.pop(); undo; undo = started.pop())
      await undo().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, 'not everything stopped in order');
  })());
}

main().catch(async (error: unknown) => {
  const faults =
    error instanceof StartFault
      ? error.faults
      : [`The start failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  process.stderr.write(`${faults.join('\n')}\n`);
  await stop().catch(() => undefined);
  process.exit(1);
});
