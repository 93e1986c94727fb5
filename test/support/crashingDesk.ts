/**
 * A process that tells the story and dies at one place of it: `node crashingDesk.js REDIS_URL [PLACE]`. Without a place it lives on to
 * the end and prints every place it has passed, one a line. A place is a moment before or after a Redis command, one of BullMQ's
 * included, or before or after a push: `before evalsha commit conv #2`.
 *
 * The seam is here, in ioredis' one method that sends; the program itself knows nothing of it.
 */
import { createHash } from 'node:crypto';
import { Redis, type Command } from 'ioredis';
import { connectRedis, waitUntilReady } from '../../bot/store/redis/redis';
import { startStoryDesk, tellStory } from './story';

const [, , url = '', crashAt] = process.argv;

const passed = new Map<string, number>();
const places: string[] = [];

const pass = (place: string): void => {
  const times = (passed.get(place) ?? 0) + 1;
  passed.set(place, times);
  const numbered = `${place} #${times}`;
  if (numbered === crashAt) process.kill(process.pid, 'SIGKILL');
  places.push(numbered);
};

/** What happens while nothing happens; and the reading of the transcript, on which the teller of the story waits. */
const IDLE =
  /^(?:llen|bzpopmin|info|client|select|subscribe|ping|zcard|hello|hset|exec|multi|\S+ other|run (?:moveStalledJobsToWait|extendLocks?|getCounts))\b/;

/** Names of scripts by their SHA-1: BullMQ's own, and ours by what they write first. */
const scripts = new Map<string, string>();
const defineCommand = Redis.prototype.defineCommand;
Redis.prototype.defineCommand = function (name, definition) {
  scripts.set(createHash('sha1').update(definition.lua).digest('hex'), name.replace(/:.*$/, ''));
  defineCommand.call(this, name, definition);
};

/** `fd:{s17}:conv:dl-1` → conv, `{fd:intake}:intake:wait` → intake. */
const kindOf = (key: string): string =>
  /^fd:(?:\{\w+\}:)?(\w+)/.exec(key)?.[1] ?? /^\{fd:(\w+)\}/.exec(key)?.[1] ?? 'other';

const describe = ({ name, args }: Command): string => {
  const [first = '', , key = ''] = args.map(String);
  const isScript = name === 'evalsha' || name === 'eval';
  const sha = name === 'eval' ? createHash('sha1').update(first).digest('hex') : first;
  return isScript ? `run ${scripts.get(sha) ?? sha.slice(0, 8)} ${kindOf(key)}` : `${name} ${kindOf(first)}`;
};

const watched = new WeakSet<Command>();
const sendCommand = Redis.prototype.sendCommand;
Redis.prototype.sendCommand = function (command, ...rest) {
  const sent = describe(command);
  if (watched.has(command) || IDLE.test(sent)) return sendCommand.call(this, command, ...rest);
  watched.add(command);
  pass(`before ${sent}`);
  command.promise.then(
    () => pass(`after ${sent}`),
    () => {},
  );
  return sendCommand.call(this, command, ...rest);
};

async function main(): Promise<void> {
  const channel = connectRedis(url, 'subscriber');
  await waitUntilReady(channel);
  const around = { before: () => pass('before push'), after: () => pass('after push') };
  const desk = await startStoryDesk(url, channel, around);
  await tellStory(desk, channel);
  if (!crashAt) process.stdout.write(`${places.join('\n')}\n`, () => process.exit(0));
  else process.exit(0);
}

void main();
