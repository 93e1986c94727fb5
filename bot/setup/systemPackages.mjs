import { findProgram, runQuietly, say } from './run.mjs';

/** How each package manager installs, and what refreshes its lists where that is needed first. */
const MANAGERS = {
  'apt-get': { refresh: ['update'], install: ['install', '-y', '--no-install-recommends'] },
  apk: { install: ['add', '--no-cache'] },
  dnf: { install: ['install', '-y'] },
  yum: { install: ['install', '-y'] },
  pacman: { refresh: ['-Sy'], install: ['-S', '--noconfirm', '--needed'] },
  brew: { install: ['install'], asUser: true },
};

/** Root, or whoever may become root without a password. Undefined: neither. */
const privilege = () => {
  if (process.getuid?.() === 0) return [];
  return findProgram('sudo') && runQuietlySilent('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined;
};

const runQuietlySilent = (program, args) => runQuietly(program, args, { stdio: 'ignore' });

/**
 * Installs packages with the system's package manager.
 * @param {Record<string, string[]>} names package names by manager; a manager without any cannot help
 * @returns {boolean} false where there is no manager, no right to use it, or it failed
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
