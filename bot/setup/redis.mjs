import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, giveUp, root } from './run.mjs';
import { installSystemPackages } from './systemPackages.mjs';

/** Packages by manager. */
const PACKAGES = {
  'apt-get': ['redis-server'],
  apk: ['redis'],
  dnf: ['redis'],
  yum: ['redis'],
  pacman: ['redis'],
  brew: ['redis'],
};

/** Whether REDIS_URL names the operator's own Redis, in the environment or in `.env`. */
const redisConfigured = () => {
  if (process.env.REDIS_URL !== undefined) return process.env.REDIS_URL.trim() !== '';
  const file = join(root, '.env');
  return existsSync(file) && /^\s*(?:export\s+)?REDIS_URL\s*=\s*["']?[^\s"'#]/m.test(readFileSync(file, 'utf8'));
};

/**
 * Installs `redis-server` where it is missing; ends the process where that fails. Skipped where REDIS_URL is set,
 * unless `always`.
 */
export const ensureRedis = ({ always = false } = {}) => {
  if (findProgram('redis-server') || (!always && redisConfigured())) return;
  if (installSystemPackages(PACKAGES) && findProgram('redis-server')) return;
  giveUp(
    'redis-server is missing and could not be installed; install Redis 6.2 or later, or set REDIS_URL (see .env.example).',
  );
};
