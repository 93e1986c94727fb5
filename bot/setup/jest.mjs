import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, say } from './run.mjs';
import { readProgress } from './testProgress.mjs';

/** For all tests together. */
const LIMIT_MINUTES = 25;
/** For jest to end by itself once all tests have been run. */
const EXIT_WITHIN_SECONDS = 20;
const SHUTDOWN_WITHIN_MS = 5_000;

/**
 * Runs jest and sees to it that it ends, and that nothing outlives it: it has a process group, which is killed after it, and a temporary
 * directory, in which the tests keep everything. Resolves to the counts; a run that had to be ended, and one that failed without a
 * failing test, count as one failure more.
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

/** Resolves to jest's exit code, null where it was killed because it took too long. */
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

/** Ctrl-C reaches only us, since jest has a group of its own; the second time nobody is asked any more. */
const passOnInterrupts = (jest) => {
  let times = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => signal(jest, times++ ? 'SIGKILL' : name));
  return () => times > 0;
};

const signal = (jest, name) => {
  try {
    process.kill(-jest.pid, name);
  } catch {
    // nobody is left
  }
};

/** The programs of jest's group but for jest itself and its workers, as their command lines; none where there is no `ps`. */
const programsOf = ({ pid }) => {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pgid=,stat=,args='], { encoding: 'utf8' });
  const rows = (stdout ?? '').split('\n').map((row) => /^ *(\d+) +(\S+) +(.*)$/.exec(row) ?? []);
  const ofTests = rows.filter(([, group, state]) => Number(group) === pid && !state.startsWith('Z'));
  return ofTests
    .map(([, , , program]) => program)
    .filter((program) => !/jest(?:-worker)?[/\\](?:bin|build)/.test(program));
};

/** Ends what a desk's own Redis, which has a group of its own, left behind where the desk was killed. */
const shutDownRedisUnder = async (directory) => {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true });
  const sockets = files.filter((file) => file.isSocket() && file.name === 'redis.sock');
  await Promise.all(
    sockets.map(async ({ parentPath, name }) => {
      const client = connect(join(parentPath, name)).on('error', () => undefined); // nobody is there any more
      client.setTimeout(SHUTDOWN_WITHIN_MS, () => client.destroy());
      client.resume().write('SHUTDOWN NOSAVE\r\n');
      await new Promise((resolve) => client.once('close', resolve));
    }),
  );
};
