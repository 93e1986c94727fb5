/** `npm test`: on a fresh clone installs what is missing, and a browser; then lint, build and every test. Arguments go to jest. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { ensurePackages } from './npmPackages.mjs';
import { ensureRedis } from './redis.mjs';
import { giveUp, root, runOpenly, runQuietly, say } from './run.mjs';

process.chdir(root);
ensurePackages();
ensureRedis({ always: true });
const browser = ensureBrowser();
await build();

const arguments_ = process.argv.slice(2);
if (arguments_.length === 0) {
  say('Linting …');
  if (!runQuietly('npm', ['run', '--silent', 'lint'])) giveUp('npm run lint finds faults; correct what is listed above.');
}

const result = join(tmpdir(), `fenfu-desk-tests-${process.pid}.json`);
const jest = join(root, 'node_modules/jest/bin/jest.js');
const code = await runOpenly(process.execPath, [jest, '--json', `--outputFile=${result}`, ...arguments_], {
  env: { ...process.env, CHROME_PATH: browser },
  // With --json jest prints the result itself on standard output; the file has it, and the report is on standard error.
  stdio: ['inherit', 'ignore', 'inherit'],
});
const { numPassedTests = 0, numFailedTests = 0, numRuntimeErrorTestSuites = 0 } = existsSync(result)
  ? JSON.parse(readFileSync(result, 'utf8'))
  : { numRuntimeErrorTestSuites: 1 };
rmSync(result, { force: true });
// A file that could not even be loaded is one failure: its tests cannot be counted.
process.stdout.write(`${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed\n`);
process.exitCode = code;
