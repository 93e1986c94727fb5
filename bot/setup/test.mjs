/**
 * `npm test`: installs what is missing, a browser included, builds, lints and runs every test. Arguments are passed to
 * jest; with any, lint is skipped.
 */
import { ensureBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { runJest } from './jest.mjs';
import { ensurePackages } from './npmPackages.mjs';
import { ensureRedis } from './redis.mjs';
import { giveUp, root, runQuietly, say } from './run.mjs';

/**
 * Figures of the last line, which is printed even where the run breaks off. A failed build or lint counts as one
 * failure.
 */
let passed = 0;
let failed = 1;
process.on('exit', () => process.stdout.write(`${passed} passed, ${failed} failed\n`));

process.chdir(root);
ensurePackages();
ensureRedis({ always: true });
const browser = ensureBrowser();
await build();

const arguments_ = process.argv.slice(2);
if (arguments_.length === 0) {
  say('Linting …');
  if (!runQuietly('npm', ['run', '--silent', 'lint']))
    giveUp('npm run lint finds faults; correct what is listed above.');
}

({ passed, failed } = await runJest(arguments_, { CHROME_PATH: browser }));
process.exitCode = failed > 0 ? 1 : 0;
