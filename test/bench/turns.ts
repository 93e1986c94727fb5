import { BotFrameworkLoad } from './botFrameworkLoad';
import { compared, inTurns, type Bench, type Compared } from './measure';
import { Child, peerFile, startBuiltDesk, startDurableRedis } from './processes';

const SECONDS = 4;

/** Turns a second by `POST /api/messages` of a bot node of ours and of a peer, each with Redis as operators run it. */
const race = async (peer: string, args: (redis: string) => string[]): Promise<Compared> => {
  const redis = await startDurableRedis();
  const desk = await startBuiltDesk(redis.url, { ROLE: 'bot' });
  const child = new Child(peerFile(peer), args(redis.url));
  const ours = new BotFrameworkLoad(desk.url);
  const theirs = new BotFrameworkLoad(await child.next<string>());
  try {
    return await inTurns(
      () => ours.peak(SECONDS),
      () => theirs.peak(SECONDS),
    );
  } finally {
    ours.close();
    theirs.close();
    await Promise.all([desk.stop(), child.stop()]);
    await redis.stop();
  }
};

export const turnsAgainstEcho: Bench = {
  name: 'turns-echo',
  async run() {
    const measured = await race('echoBot.js', () => []);
    const line = {
      name: 'whole turn, /api/messages',
      unit: 'turns/s',
      peer: 'botbuilder echo bot, stateless',
      target: '≥ 0.8 ×',
    };
    return [compared(line, measured, (ratio) => ratio >= 0.8)];
  },
};

export const turnsAgainstWaterfall: Bench = {
  name: 'turns-waterfall',
  async run() {
    const measured = await race('waterfallBot.js', (redis) => [redis]);
    const line = {
      name: 'whole turn, /api/messages',
      unit: 'turns/s',
      peer: 'botbuilder-dialogs waterfall, state in Redis',
      target: '≥ 1.6 ×',
    };
    return [compared(line, measured, (ratio) => ratio >= 1.6)];
  },
};
