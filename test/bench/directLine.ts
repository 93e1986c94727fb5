import { BotFrameworkLoad } from './botFrameworkLoad';
import { DirectLineLoad } from './directLineLoad';
import { compared, inTurns, type Bench } from './measure';
import { Child, peerFile, startBuiltDesk, startDurableRedis } from './processes';

const SECONDS = 4;

/** Whole turns over our own Direct Line: POST, commit, answer on the WebSocket. */
export const directLine: Bench = {
  name: 'directline',
  async run() {
    const redis = await startDurableRedis();
    const desk = await startBuiltDesk(redis.url, { ROLE: 'bot' });
    const echo = new Child(peerFile('echoBot.js'));
    const ours = await DirectLineLoad.open(desk.url, desk.secret);
    const theirs = new BotFrameworkLoad(await echo.next<string>());
    const measured = await inTurns(
      () => ours.peak(SECONDS),
      () => theirs.peak(SECONDS),
    );
    ours.close();
    theirs.close();
    await Promise.all([desk.stop(), echo.stop()]);
    await redis.stop();
    const line = {
      name: 'whole turn, Direct Line with WebSocket',
      unit: 'turns/s',
      peer: 'botbuilder echo bot, stateless',
      target: '≥ 1.5 ×',
    };
    return [compared(line, measured, (ratio) => ratio >= 1.5)];
  },
};
