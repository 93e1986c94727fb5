import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, say } from './run.mjs';
import { readProgress } from './testProgress.mjs';

/** Limit for all tests together. */
const LIMIT_MINUTES = 25;
/** Limit for jest to exit once all tests have been run. */
const EXIT_WITHIN_SECONDS = 20;
/** Limit for one Redis to shut down. */
const SHUTDOWN_WITHIN_MS = 5_000;

/**
 * Runs jest within a time limit and cleans up. Jest gets a process group, which is killed after its exit, and a
 * temporary directory, which is removed. Resolves to the numbers of passed and failed tests. A run that was killed, or
 * failed without a failing test, counts as one more failure.
 */
export const runJest = async (args, env) => {
  const directory = mkdtempSync(join(tmpdir(), 'fd-'));
  const progressFile = join(directory, 'progress.json');
  const reporters = ['default', join(root, 'bot/setup/testProgress.mjs')].map((reporter) => `--reporters=${reporter}`);
  const jest = spawn(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), ...args, ...reporters], {
    cwd: root,
    env: { ...process.env, ...env, TMPDIR: directory, TEST_PROGRESS_FILE: progressFile },
    stdio: 'inherit',
    detached: true,
  });
  const interrupted = passOnInterrupts(jest);
  const code = await exitOf(jest, () => readProgress(progressFile));

  const left = programsOf(jest);
  if (left.length > 0) say(`A test left something running: ${left.join('; ')}`);
  signal(jest, 'SIGKILL');
  await shutDownRedisUnder(directory);
  const { passed, failed, isOver } = readProgress(progressFile);
  rmSync(directory, { recursive: true, force: true });
  const failedOtherwise = failed === 0 && (!isOver || interrupted() || code > 0);
  return { passed, failed: failed + (isOver && !failedOtherwise ? 0 : 1) };
};

/** Resolves to jest's exit code. Kills jest where it exceeds a limit, and resolves to null. */
const exitOf = async (jest, progress) => {
  const limit = Date.now() + LIMIT_MINUTES * 60_000;
  let exitBy = Infinity;
  const look = setInterval(() => {
    const { isOver, running } = progress();
    if (isOver) exitBy = Math.min(exitBy, Date.now() + EXIT_WITHIN_SECONDS * 1_000);
    if (Date.now() > exitBy) {
      const programs =
        programsOf(jest).join('; ') || 'a connection, a server or a timer; --detectOpenHandles tells which';
      say(`A test left something open: ${programs}`);
    } else if (!isOver && Date.now() > limit) {
      say(`The tests take longer than ${LIMIT_MINUTES} minutes; running now: ${running.join(', ')}`);
    } else return;
    clearInterval(look);
    signal(jest, 'SIGKILL');
  }, 1_000);
  const [code] = await once(jest, 'exit').catch(() => [127]);
  clearInterval(look);
  return code;
};

/**
 * Forwards signals to jest's process group, which Ctrl-C does not reach; a second one kills it. Returns whether there
 * was any.
 */
const passOnInterrupts = (jest) => {
  let times = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => signal(jest, times++ ? 'SIGKILL' : name));
  return () => times > 0;
};

/** Sends the signal `name` to jest's process group. */
const signal = (jest, name) => {
  try {
    process.kill(-jest.pid, name);
  } catch {
    // The group is empty.
  }
};

/** Command lines of the processes in jest's group, without jest and its workers; none where there is no `ps`. */
const programsOf = ({ pid }) => {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pgid=,stat=,args='], { encoding: 'utf8' });
  const rows = (stdout ?? '').split('\n').map((row) => /^ *(\d+) +(\S+) +(.*)$/.exec(row) ?? []);
  const ofTests = rows.filter(([, group, state]) => Number(group) === pid && !state.startsWith('Z'));
  return ofTests
    .map(([, , , program]) => program)
    .filter((program) => !/jest(?:-worker)?[/\\](?:bin|build)/.test(program));
};

/**
 * Shuts down every Redis whose socket lies under `directory`. A desk's Redis has its own process group and outlives a
 * killed desk.
 */
const shutDownRedisUnder = async (directory) => {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true });
  const sockets = files.filter((file) => file.isSocket() && file.name === 'redis.sock');
  await Promise.all(
    sockets.map(async ({ parentPath, name }) => {
      const client = connect(join(parentPath, name)).on('error', () => undefined); // It has ended.
      client.setTimeout(SHUTDOWN_WITHIN_MS, () => client.destroy());
      client.resume().write('SHUTDOWN NOSAVE\r\n');
      await new Promise((resolve) => client.once('close', resolve));
    }),
  );
};
