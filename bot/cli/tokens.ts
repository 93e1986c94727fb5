/**
 * `npm run tokens -- list`, `-- add NAME [--rights read,decide]`, `-- remove NAME`: named tokens of the lender's
 * engines, on the configured Redis. A new token is printed once, to stdout; only its digest is stored. A removed token
 * is refused at once.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { digestOf, STAFF_TOKEN_NAME } from '../api/principal';
import { systemClock } from '../clock';
import { ensureFormat } from '../store/format';
import { createMachineTokens, RIGHTS, type MachineTokens, type Right } from '../store/machineTokens';
import type { RedisClient } from '../store/redis/redis';
import { withRedis } from './withRedis';

const USAGE = `usage: npm run tokens -- list | add NAME [--rights ${RIGHTS.join(',')}] | remove NAME`;
const DEFAULT_RIGHTS = 'read,decide';

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const isRight = (text: string): text is Right => (RIGHTS as readonly string[]).includes(text);

/** A new token, `fdt_NAME_SECRET`, with 32 random bytes. */
export const newToken = (name: string): string => `fdt_${name}_${randomBytes(32).toString('base64url')}`;

async function add(tokens: MachineTokens, name: string, rights: string): Promise<number> {
  const wanted = rights.split(',').map((right) => right.trim());
  const unknown = wanted.find((right) => !isRight(right));
  if (unknown !== undefined) return fail(`unknown right ${JSON.stringify(unknown)}; ${USAGE}`);
  if (!/^[a-z0-9-]{1,32}$/.test(name))
    return fail(`${JSON.stringify(name)} is no name for a token: up to 32 small letters, digits and -`);
  if (name === STAFF_TOKEN_NAME) return fail(`${name} is the name of STAFF_TOKEN; choose another name`);
  const token = newToken(name);
  const entry = { name, digest: digestOf(token), rights: wanted.filter(isRight), createdAt: systemClock.now() };
  if (!(await tokens.add(entry))) return fail(`there is a token ${name} already; remove it first`);
  say(`Token ${name} (${wanted.join(', ')}); it is shown this once:`);
  process.stdout.write(`${token}\n`);
  return 0;
}

async function remove(tokens: MachineTokens, name: string): Promise<number> {
  if (!(await tokens.remove(name)))
    return fail(`there is no token ${JSON.stringify(name)}; see npm run tokens -- list`);
  say(`Token ${name} is refused from now on.`);
  return 0;
}

async function list(tokens: MachineTokens): Promise<number> {
  for (const { name, rights, createdAt } of await tokens.list())
    process.stdout.write(`${name}\t${rights.join(',')}\t${new Date(createdAt).toISOString()}\n`);
  return 0;
}

const fail = (problem: string): number => {
  say(problem);
  return 1;
};

/** Undefined for an unknown option. */
const parse = (args: string[]): { command?: string; name: string; rights: string } | undefined => {
  try {
    const options = { rights: { type: 'string', default: DEFAULT_RIGHTS } } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const [command, name = '', ...more] = positionals;
    return more.length > 0 ? undefined : { ...(command !== undefined && { command }), name, rights: values.rights };
  } catch {
    return undefined;
  }
};

/** Runs one command. Resolves to the exit code. */
export async function run(tokens: MachineTokens, args: string[]): Promise<number> {
  const { command, name, rights } = parse(args) ?? { name: '', rights: '' };
  switch (command) {
    case 'list':
      return list(tokens);
    case 'add':
      return add(tokens, name, rights);
    case 'remove':
      return remove(tokens, name);
    default:
      return fail(USAGE);
  }
}

/** The tokens may be the first that lies in a Redis: without the mark of its format the desk would not start on it. */
async function main(redis: RedisClient): Promise<number> {
  await ensureFormat(redis);
  return run(createMachineTokens(redis), process.argv.slice(2));
}

if (require.main === module) void withRedis(main);
