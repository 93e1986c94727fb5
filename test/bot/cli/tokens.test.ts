import { digestOf } from '../../../bot/api/principal';
import { run } from '../../../bot/cli/tokens';
import { createMachineTokens, RIGHTS, type MachineTokens } from '../../../bot/store/machineTokens';
import type { RedisClient } from '../../../bot/store/redis/redis';
import { everythingInRedis } from '../../support/everything';
import { connectTo, startRedis } from '../../support/redis';

let redis: RedisClient;
let tokens: MachineTokens;
beforeEach(async () => {
  redis = connectTo((await startRedis()).url);
  tokens = createMachineTokens(redis);
});
afterEach(() => jest.restoreAllMocks());

/** The command with these words behind it: its exit code, and what it printed. */
const call = async (...args: string[]) => {
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      printed[stream] += String(text);
      return true;
    });
  try {
    return { code: await run(tokens, args), ...printed };
  } finally {
    jest.restoreAllMocks();
  }
};

describe('add', () => {
  it('prints the token, alone on standard output and never again, and keeps its digest', async () => {
    const { code, stdout, stderr } = await call('add', 'scoring', '--rights', 'read,reveal');
    const token = stdout.trimEnd();
    expect([code, stdout]).toEqual([0, `${token}\n`]);
    expect(token).toMatch(/^fdt_scoring_[\w-]{43}$/);
    expect(stderr).toContain('read, reveal');
    expect(await tokens.find('scoring')).toMatchObject({ digest: digestOf(token), rights: ['read', 'reveal'] });

    const listed = await call('list');
    const kept = await everythingInRedis(redis);
    expect(kept).toContain(digestOf(token));
    for (const told of [stderr, listed.stdout, listed.stderr, kept]) expect(told).not.toContain(token.slice(12));
  });

  it('gives a right to read and one to decide where none is named', async () => {
    expect((await call('add', 'scoring')).code).toBe(0);
    expect((await tokens.find('scoring'))?.rights).toEqual(['read', 'decide']);
  });

  it('gives every right there is, and takes blanks between them', async () => {
    expect((await call('add', 'scoring', '--rights', RIGHTS.join(', '))).code).toBe(0);
    expect((await tokens.find('scoring'))?.rights).toEqual(RIGHTS);
  });

  it('takes the longest name there is', async () => {
    expect((await call('add', 'n'.repeat(32))).code).toBe(0);
  });

  it('makes another token each time', async () => {
    const [one, two] = [await call('add', 'one'), await call('add', 'two')];
    expect(one.stdout.slice(8)).not.toBe(two.stdout.slice(8));
  });
});

describe('list', () => {
  it('shows names and rights in the order of the names, and nothing where there are none', async () => {
    expect(await call('list')).toEqual({ code: 0, stdout: '', stderr: '' });
    await call('add', 'scoring', '--rights', 'operate');
    await call('add', 'archive', '--rights', 'read,reveal');
    const { code, stdout } = await call('list');
    const at = /\d{4}-\d\d-\d\dT[\d:.]+Z/.source;
    expect(stdout).toMatch(new RegExp(`^archive\tread,reveal\t${at}\nscoring\toperate\t${at}\n$`));
    expect(code).toBe(0);
  });
});

describe('remove', () => {
  it('takes the token of that name away, and no other', async () => {
    await call('add', 'scoring');
    await call('add', 'archive');
    expect(await call('remove', 'scoring')).toMatchObject({ code: 0, stdout: '' });
    expect((await tokens.list()).map(({ name }) => name)).toEqual(['archive']);
  });
});

describe('a refusal', () => {
  const NAME = /up to 32 small letters, digits and -/;
  const USAGE = /usage: npm run tokens -- list \| add NAME .*read,reveal,decide,handoffs,operate.* \| remove NAME/;

  it.each([
    ['a name with capitals', ['add', 'Scoring'], NAME],
    ['a name with the mark that ends it', ['add', 'scoring_2'], NAME],
    ['a name that is too long', ['add', 'n'.repeat(33)], NAME],
    ['an empty name', ['add', ''], NAME],
    ['no name', ['add'], NAME],
    ['a name with a line break', ['add', 'a\nb'], NAME],
    ['the name of STAFF_TOKEN', ['add', 'staff-token'], /another name/],
    ['the name of another token', ['add', 'taken'], /taken already; remove it first/],
    ['an unknown right', ['add', 'scoring', '--rights', 'read,write'], /unknown right "write"; .*usage/],
    ['a right that is every object’s', ['add', 'scoring', '--rights', 'toString'], /unknown right "toString"/],
    ['no right', ['add', 'scoring', '--rights', ''], /unknown right ""; .*usage/],
    ['an unknown option', ['add', 'scoring', '--right', 'read'], USAGE],
    ['an option without a value', ['add', 'scoring', '--rights'], USAGE],
    ['more than one name', ['add', 'scoring', 'archive'], USAGE],
    ['a name that no token has', ['remove', 'scoring'], /no token "scoring".* list/],
    ['nothing to remove', ['remove'], /no token "".* list/],
    ['an unknown command', ['show', 'scoring'], USAGE],
    ['no command', [], USAGE],
  ])('of %s is one line that says what to do, and changes nothing', async (_, args, remedy) => {
    await call('add', 'taken', '--rights', 'operate');
    const before = await tokens.list();
    const { code, stdout, stderr } = await call(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toMatch(remedy);
    expect(await tokens.list()).toEqual(before);
  });
});
