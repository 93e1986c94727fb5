import { join } from 'node:path';
import { startChild, type Child } from '../support/child';
import { DeskProcess } from '../support/deskProcess';
import { freePort, startRedis } from '../support/redis';
import { within } from '../support/patience';
import { root } from '../support/root';
import { startProgram } from '../support/program';
import { temporaryDirectory } from '../support/temporaryDirectory';

jest.setTimeout(60_000);

/** `npm run tokens -- …` without its build. */
const tokens = async (
  settings: Record<string, string>,
  ...args: string[]
): Promise<Child & { code: number | null }> => {
  const { PATH = '' } = process.env;
  const command = [join(root, 'dist/bot/cli/tokens.js'), ...args];
  const child = startChild(process.execPath, command, { cwd: temporaryDirectory().path, env: { PATH, ...settings } });
  const { code } = await within('the end of the command', child.ended());
  return Object.assign(child, { code });
};

const statusOf = async (url: string, token: string): Promise<number> =>
  (await fetch(`${url}/api/applications`, { headers: { authorization: `Bearer ${token}` } })).status;

it('lets an engine in while the desk is running, and shuts it out at once', async () => {
  const desk = await new DeskProcess().start();
  const settings = { DATA_DIR: desk.dataDirectory };
  const added = await tokens(settings, 'add', 'scoring', '--rights', 'read');
  const token = added.stdout.trim();
  expect([added.code, token]).toEqual([0, expect.stringMatching(/^fdt_scoring_/)]);
  expect(await statusOf(desk.url, token)).toBe(200);
  expect((await tokens(settings, 'list')).stdout).toMatch(/^scoring\tread\t/);
  expect((await tokens(settings, 'remove', 'scoring')).code).toBe(0);
  expect(await statusOf(desk.url, token)).toBe(401);
});

it('may come before the desk, which starts on that Redis and knows the token', async () => {
  const port = await freePort();
  await startRedis(['--port', `${port}`, '--bind', '127.0.0.1']);
  const settings = { REDIS_URL: `redis://127.0.0.1:${port}` };
  const token = (await tokens(settings, 'add', 'scoring')).stdout.trim();
  const url = await startProgram(settings, temporaryDirectory().path).url();
  expect(await statusOf(url, token)).toBe(200);
});

it('says in one line what to do where nobody answers, and where something is wrong with the words', async () => {
  const away = await tokens({ REDIS_URL: 'redis://127.0.0.1:1' }, 'list');
  expect([away.code, away.stderr]).toEqual([1, expect.stringMatching(/^environment:REDIS_URL: .*start it, or .*\n$/)]);
  const { url } = await startRedis();
  const wrong = await tokens({ DATA_DIR: join(url, '..') }, 'add', 'scoring', '--right', 'read');
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringMatching(/^usage: npm run tokens .*\n$/)]);
});
