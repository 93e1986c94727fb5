import { BotFrameworkLoad } from './botFrameworkLoad';
import { compared, inTurns, say, type Bench } from './measure';
import { Child, peerFile, startBuiltDesk, startDurableRedis } from './processes';

const SECONDS = 4;
const SHARE_OF_PEAK = 0.7;

/** How long the slowest hundredth of turns takes at a rate that leaves room, ours and the echo bot's at the same rate. */
export const tail: Bench = {
  name: 'tail',
  async run() {
    const redis = await startDurableRedis();
    const desk = await startBuiltDesk(redis.url, { ROLE: 'bot' });
    const echo = new Child(peerFile('echoBot.js'));
    const ours = new BotFrameworkLoad(desk.url);
    const theirs = new BotFrameworkLoad(await echo.next<string>());
    await ours.peak(SECONDS);
    await theirs.peak(SECONDS);
    const rate = Math.round((await ours.peak(SECONDS)) * SHARE_OF_PEAK);
    say(`  at ${rate} turns/s`);
    const measured = await inTurns(
      () => ours.p99(rate, SECONDS),
      () => theirs.p99(rate, SECONDS),
    );
    ours.close();
    theirs.close();
    await Promise.all([desk.stop(), echo.stop()]);
    await redis.stop();
    const line = {
      name: `p99 of a turn at ${rate}/s, 70 % of our peak`,
      unit: 'ms',
      peer: 'botbuilder echo bot',
      target: '≤ 1.3 ×',
    };
    return [compared(line, measured, (ratio) => ratio <= 1.3)];
  },
};
