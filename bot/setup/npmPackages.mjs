import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { giveUp, root, runQuietly, say } from './run.mjs';

const lockFile = join(root, 'package-lock.json');
const markFile = join(root, 'node_modules/.fenfu-desk-lock');

/**
 * Installs the npm packages where there are none, or where the lock file has changed since. Ends the process where npm
 * fails.
 */
export const ensurePackages = () => {
  const locked = existsSync(lockFile);
  const wanted = createHash('sha256')
    .update(readFileSync(locked ? lockFile : join(root, 'package.json')))
    .digest('hex');
  // npm writes this file last: an interrupted installation lacks it.
  const installed = existsSync(join(root, 'node_modules/.package-lock.json'));
  if (installed && (!existsSync(markFile) || readFileSync(markFile, 'utf8') === wanted)) return;
  say('Installing packages …');
  // Not `npm ci`: it needs the optional packages of every platform in the lock file, and mirrors do not carry all.
  const arguments_ = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  if (!runQuietly('npm', arguments_))
    giveUp('npm could not install the packages; see above, then run the command again.');
  writeFileSync(markFile, wanted);
};
