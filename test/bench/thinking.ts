import { join } from 'node:path';
import { BotFrameworkLoad } from './botFrameworkLoad';
import { bounded, format, median, ROUNDS, say, type Bench } from './measure';
import { Child, startDurableRedis } from './processes';
import type { CpuTimes } from './timedDesk';

const SECONDS = 4;

/** How much of a turn's processor time in our process goes into understanding and deciding, rather than into carrying. */
export const thinking: Bench = {
  name: 'thinking',
  async run() {
    const redis = await startDurableRedis();
    const desk = new Child(join(__dirname, 'timedDesk.js'), [redis.url]);
    const load = new BotFrameworkLoad(await desk.next<string>());
    await load.peak(SECONDS);
    await desk.ask<CpuTimes>({});
    const shares: number[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      await load.peak(SECONDS);
      const times = await desk.ask<CpuTimes>({});
      shares.push((100 * times.thinking) / times.whole);
      say(`  round ${round}: ${format(shares.at(-1)!)} %`);
    }
    load.close();
    await desk.stop();
    await redis.stop();
    const line = { name: 'understand + step', unit: '% of the turn’s CPU', target: '≤ 15 %', value: median(shares) };
    return [bounded(line, (share) => share <= 15)];
  },
};
