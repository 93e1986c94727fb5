/**
 * `npm run bench`: installs what is missing, builds, installs the peers of test/bench/peers, and measures. Arguments
 * are passed to the benchmark.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ensurePackages } from './npmPackages.mjs';
import { ensureRedis } from './redis.mjs';
import { giveUp, root, runOpenly, runQuietly, say } from './run.mjs';

/** Installs the peers. Skipped where the lock file is the one installed last. */
const ensurePeers = () => {
  const directory = join(root, 'test/bench/peers');
  const markFile = join(directory, 'node_modules/.fenfu-desk-lock');
  const wanted = createHash('sha256')
    .update(readFileSync(join(directory, 'package-lock.json')))
    .digest('hex');
  if (existsSync(markFile) && readFileSync(markFile, 'utf8') === wanted) return;
  say('Installing the peers to measure against …');
  const arguments_ = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  if (!runQuietly('npm', arguments_, { cwd: directory })) giveUp('npm could not install the peers; see above.');
  writeFileSync(markFile, wanted);
};

process.chdir(root);
ensurePackages();
ensureRedis({ always: true });
await build();
ensurePeers();
process.exitCode = await runOpenly(process.execPath, [join(root, 'dist/test/bench/main.js'), ...process.argv.slice(2)]);
