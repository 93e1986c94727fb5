import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { Emulator } from '../support/emulator';
import { startProgram } from '../support/program';
import { connectTo, freePort, startRedis } from '../support/redis';
import { releasable } from '../support/release';
import { temporaryDirectory } from '../support/temporaryDirectory';

jest.setTimeout(60_000);

describe('the program', () => {
  const directory = temporaryDirectory();
  let number = 0;
  /** A place of its own for each test's `.env` and data. */
  const place = () => {
    const path = join(directory.path, String(++number));
    mkdirSync(path);
    return path;
  };
  const start = (settings: Record<string, string> = {}, cwd = place()) => startProgram(settings, cwd);

  it('tells where the chat page, the Emulator’s endpoint and the staff token are, and is then ready', async () => {
    const program = start();
    const url = await program.url();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('fenfu_turn_seconds');
    expect((await fetch(`${url}/api/applications`)).status).toBe(401);
    expect(program.stdout).toContain(`Emulator:      ${url}/api/messages`);
    expect(program.stdout).toMatch(/Staff token: .*secrets\.json/);
    expect(program.stderr).toBe('');
  });

  it('has a conversation with the Emulator in its own words, and goes on with it after a restart', async () => {
    const cwd = place();
    const emulator = await new Emulator().start();
    const first = start({}, cwd);
    const window = emulator.open(`${await first.url()}/api/messages`);
    await window.restart();
    const [greeting] = await window.read(1);
    expect(greeting?.text).toContain('分付');
    expect(await first.stop()).toBe(0);

    const second = start({ PORT: new URL(await first.url()).port }, cwd);
    await second.url();
    await window.type('开通分付');
    expect((await window.read(1))[0]?.text).toBeTruthy();
  });

  it('stops in order on SIGTERM, and takes its Redis with it', async () => {
    const cwd = place();
    const program = start({}, cwd);
    await program.url();
    expect(await program.stop()).toBe(0);
    expect(existsSync(join(cwd, 'data/redis.sock'))).toBe(false);
  });

  it('starts again after kill -9 with the Redis that was left behind', async () => {
    const cwd = place();
    const killed = start({}, cwd);
    await killed.url();
    const redis = connectTo(join(cwd, 'data/redis.sock'));
    await redis.set('kept', 'yes');
    await killed.stop('SIGKILL');
    const again = start({}, cwd);
    await again.url();
    expect(await redis.get('kept')).toBe('yes');
  });

  const failure = async (settings: Record<string, string>, envFile?: string) => {
    const cwd = place();
    if (envFile !== undefined) writeFileSync(join(cwd, '.env'), envFile);
    const program = start(settings, cwd);
    return { code: await program.exit(), stderr: program.stderr };
  };

  it('refuses the data directory of a running one, and says which process that is', async () => {
    const cwd = place();
    const first = start({}, cwd);
    await first.url();
    const second = start({}, cwd);
    expect(await second.exit()).toBe(1);
    expect(second.stderr).toMatch(new RegExp(`^environment:DATA_DIR: .*in use by process ${first.process.pid};.*\n$`));
  });

  it('says in one line that the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    releasable('a server', () => server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await failure({ PORT: String(port) });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\S+:PORT: \d+ is taken .*\n$/);
  });

  it('says in one line that no Redis answers', async () => {
    const { code, stderr } = await failure({ REDIS_URL: 'redis://127.0.0.1:1' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\S+:REDIS_URL: Redis does not answer there;.*\n$/);
  });

  it('says in one line that Redis holds records of another format', async () => {
    const port = await freePort();
    const redis = await startRedis(['--port', `${port}`, '--bind', '127.0.0.1']);
    await connectTo(redis.url).set('fd:format', '99');
    const { code, stderr } = await failure({ REDIS_URL: `redis://127.0.0.1:${port}` });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\S+:REDIS_URL: .* format 99, .* an empty Redis .*\n$/);
  });

  it('names all faults of .env, a line each', async () => {
    const { code, stderr } = await failure({}, 'ROLE=boss\nMIN_PAY_SCORE=many\n');
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^\.env:ROLE: /),
      expect.stringMatching(/^\.env:MIN_PAY_SCORE: /),
    ]);
  });

  it('names the key that a damaged file of secrets has lost', async () => {
    const cwd = place();
    mkdirSync(join(cwd, 'data'));
    writeFileSync(join(cwd, 'data/secrets.json'), '{}');
    const program = start({}, cwd);
    expect(await program.exit()).toBe(1);
    expect(program.stderr).toMatch(/^.*secrets\.json:dataKeys: not valid; restore the file .*\n$/);
  });
});
