/** The composition root: loads what a node is made of, starts it, and stops it when the system asks. */
import { readFileSync } from 'node:fs';
import { parseConfig, type Config } from './settings/config';
import { loadContent } from './content/loadContent';
import { lockDataDir } from './localRedis/dataDirLock';
import { createDesk, type Desk } from './desk';
import { readEnvironment } from './settings/environment';
import { createLog, type Logger } from './log';
import { launchRedisServer } from './localRedis/redisServer';
import { loadSecrets, secretsFile } from './settings/secrets';
import { StartFault } from './settings/startFault';

/** Undone in reverse when the node stops, or when its start fails half way. */
const started: (() => Promise<void>)[] = [];
let stopping: Promise<void> | undefined;

const WARM_UP_AFTER_MS = 1_000;

async function main(): Promise<void> {
  const environment = readEnvironment(process.env, readEnvFile());
  const config = parseConfig(environment);
  const log = createLog(config.logLevel);
  for (const { name, meant } of environment.suspicious)
    log.warn({ name, meant }, 'an environment variable looks like a misspelt setting');
  stopOnSignals(log);

  const redisAddress = await provideRedis(config, log);
  // A Redis of our own gets ready beside this.
  const content = loadContent(config);
  const secrets = loadSecrets(config);
  const redisUrl = await redisAddress();
  const desk = await createDesk({ config, secrets, redisUrl, ...content, log });
  started.push(() => desk.stop());
  await desk.start();

  log.info({ role: config.role, readyAfterMs: Math.round(performance.now()) }, 'ready');
  tellOperator(config, desk);
  // Not at once: it holds everything up, and those who waited for this node ask first whether it is ready.
  setTimeout(() => desk.botFramework.warmUp(), WARM_UP_AFTER_MS).unref();
}

/** Sees to it that there is a Redis. What it returns resolves to the address once a Redis of our own is ready. */
async function provideRedis({ redisUrl, dataDir }: Config, log: Logger): Promise<() => Promise<string>> {
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

function tellOperator(config: Config, desk: Desk): void {
  const url = desk.publicUrl();
  const token = config.secrets.staffToken ? 'as set in STAFF_TOKEN' : `"staffToken" in ${secretsFile(config.dataDir)}`;
  const lines =
    config.role === 'worker'
      ? [`Worker:        ${url}/readyz`]
      : [
          `Chat page:     ${url}/`,
          `Emulator:      ${url}/api/messages${config.botFramework.appId ? '' : '  (no app id: from this machine only)'}`,
          `Staff token:   ${token}`,
        ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** The first signal stops in order; a second one does not wait. */
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
