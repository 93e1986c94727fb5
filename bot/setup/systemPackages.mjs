import { findProgram, runQuietly, say } from './run.mjs';

/**
 * Arguments of each package manager. `refresh`: updates the package lists, where that is needed. `asUser`: must not run
 * as root.
 */
const MANAGERS = {
  'apt-get': { refresh: ['update'], install: ['install', '-y', '--no-install-recommends'] },
  apk: { install: ['add', '--no-cache'] },
  dnf: { install: ['install', '-y'] },
  yum: { install: ['install', '-y'] },
  pacman: { refresh: ['-Sy'], install: ['-S', '--noconfirm', '--needed'] },
  brew: { install: ['install'], asUser: true },
};

/** Command prefix for root: none as root, `sudo -n` where it needs no password; undefined where root cannot be had. */
const privilege = () => {
  if (process.getuid?.() === 0) return [];
  return findProgram('sudo') && runQuietlySilent('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined;
};

/** Runs a program without any output, and returns whether it succeeded. */
const runQuietlySilent = (program, args) => runQuietly(program, args, { stdio: 'ignore' });

/**
 * Installs packages with the first package manager found.
 * @param {Record<string, string[]>} names package names by manager
 * @returns {boolean} false where none of these managers is there, root is needed and cannot be had, or the installation
 * fails
 */
export const installSystemPackages = (names) => {
  const manager = Object.keys(MANAGERS).find((name) => names[name] && findProgram(name));
  if (!manager) return false;
  const { refresh, install, asUser } = MANAGERS[manager];
  const prefix = asUser ? [] : privilege();
  if (!prefix) return false;
  const run = (args) => {
    const [program, ...rest] = [...prefix, manager, ...args];
    return runQuietly(program, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  };
  say(`Installing ${names[manager].join(', ')} …`);
  if (refresh && !run(refresh)) return false;
  return run([...install, ...names[manager]]);
};
