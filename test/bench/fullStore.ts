import { Redis } from 'ioredis';
import { BotFrameworkLoad, speak, Talk } from './botFrameworkLoad';
import { Applicants, type Applicant } from './conversation';
import { HttpConnection } from './httpConnection';
import { compared, inTurns, say, type Bench } from './measure';
import { startBuiltDesk, startTcpRedis } from './processes';

const SECONDS = 4;
const FEW = 1_000;
const BATCH = 5_000;

/** KEYS: those of one conversation. ARGV: what names it in them, number of the first copy and of the last. */
const COPY = `
local name, dumps = ARGV[1], {}
for i, key in ipairs(KEYS) do dumps[i] = redis.call('DUMP', key) end
for copy = tonumber(ARGV[2]), tonumber(ARGV[3]) do
  for i, key in ipairs(KEYS) do
    local at = string.find(key, name, 1, true)
    redis.call('RESTORE', string.sub(key, 1, at - 1) .. 'copy-' .. copy, 0, dumps[i])
  end
end
`;

/** Copies the conversation of `applicant`, who has just begun, until `count` lie in the store. */
const fill = async (redis: Redis, url: string, applicant: Applicant, count: number): Promise<void> => {
  const connection = new HttpConnection(url);
  const talk = new Talk(applicant);
  await speak(connection, talk);
  await speak(connection, talk);
  connection.close();
  const keys = (await redis.keys('fd:*')).filter((key) => /:(?:conv|log):/.test(key));
  const name = keys[0]?.split(':').at(-1) ?? '';
  for (let first = 1; first < count; first += BATCH) {
    await redis.eval(COPY, keys.length, ...keys, name, first, Math.min(first + BATCH, count) - 1);
  }
};

const startFilled = async (count: number) => {
  const server = await startTcpRedis();
  const redis = new Redis(server.url);
  const desk = await startBuiltDesk(server.url, { ROLE: 'bot' });
  const applicants = new Applicants();
  await fill(redis, desk.url, applicants.next(), count);
  say(
    `  ${count.toLocaleString('en')} conversations in ${/used_memory_human:(\S+)/.exec(await redis.info('memory'))?.[1]}`,
  );
  redis.disconnect();
  const load = new BotFrameworkLoad(desk.url, applicants);
  return {
    msPerTurn: async () => 1000 / (await load.peak(SECONDS)),
    stop: async () => {
      load.close();
      await desk.stop();
      await server.stop();
    },
  };
};

/** What a turn costs when very many conversations lie in Redis. Without the append-only file, which would first have to be written. */
export const fullStore: Bench = {
  name: 'full-store',
  async run({ conversations }) {
    const many = await startFilled(conversations);
    const few = await startFilled(FEW);
    const measured = await inTurns(many.msPerTurn, few.msPerTurn);
    await Promise.all([many.stop(), few.stop()]);
    const line = {
      name: `turn, ${conversations.toLocaleString('en')} conversations stored`,
      unit: 'ms',
      peer: `${FEW.toLocaleString('en')} stored`,
      target: '≤ 1.1 ×',
    };
    return [compared(line, measured, (ratio) => ratio <= 1.1)];
  },
};
