import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Directory of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Prints one line to stderr. */
export const say = (text) => process.stderr.write(`${text}\n`);

/** Prints `text`, one line that names the fault and its remedy, and ends the process with code 1. */
export const giveUp = (text) => {
  say(text);
  process.exit(1);
};

/** Path of a program in PATH; undefined where there is none. */
export const findProgram = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((directory) => join(directory, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

/** Runs a program and returns whether it succeeded. Its output is printed only where it fails. */
export const runQuietly = (program, args, options = {}) => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8', ...options });
  if (status !== 0) process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
  return status === 0;
};

/**
 * Runs a program on this process's terminal. Resolves to its exit code; 127 where it cannot be started, 1 where a
 * signal ended it.
 */
export const runOpenly = (program, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });
