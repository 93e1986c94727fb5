/** `npm test`: on a fresh clone installs what is missing, and a browser; then lint, build and every test. Arguments go to jest. */
import { ensureBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { runJest } from './jest.mjs';
import { ensurePackages } from './npmPackages.mjs';
import { ensureRedis } from './redis.mjs';
import { giveUp, root, runQuietly, say } from './run.mjs';

/** What the last line says, however far the run came: what does not build or pass the linter is one failure. */
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
