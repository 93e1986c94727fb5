/**
 * A whole node in a process of its own, as bot/main.ts composes it, that takes the time of what it thinks. argv: Redis' address. Says
 * its URL; then answers every message with the processor time in microseconds spent since the last one: all of it, and the part
 * of understanding and deciding.
 */
import { CAPABILITIES, SETTINGS } from '../../bot/capabilities';
import { loadContent } from '../../bot/content/loadContent';
import { createDesk } from '../../bot/desk';
import { createLog } from '../../bot/log';
import { testConfig } from '../support/desk';

export interface CpuTimes {
  whole: number;
  thinking: number;
}

const cpuMicros = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return user + system;
};

/** Asking for the time takes time itself, on some machines as much as a short step: about one call of the two lies in between. */
const costOfLooking = (): number => {
  const calls = 20_000;
  const since = process.cpuUsage();
  for (let i = 0; i < calls; i++) process.cpuUsage();
  return cpuMicros(since) / calls;
};

async function main(): Promise<void> {
  const redisUrl = process.argv[2] ?? '';
  const rates = { RATE_MESSAGES_PER_MINUTE: '1000000', RATE_ACTIVITIES_PER_MINUTE: '1000000' };
  const settings = { PORT: '0', REDIS_URL: redisUrl, ROLE: 'bot', ...rates };
  const config = testConfig(settings, SETTINGS);
  const { dialog, understand } = loadContent(config);
  const looking = costOfLooking();
  let [thinking, looks] = [0, 0];
  const timed =
    <Args extends unknown[], Result>(think: (...args: Args) => Result) =>
    (...args: Args): Result => {
      const before = process.cpuUsage();
      const result = think(...args);
      thinking += cpuMicros(before) - looking;
      looks++;
      return result;
    };
  const desk = await createDesk({
    config,
    redisUrl,
    log: createLog('warn'),
    dialog: { ...dialog, step: timed(dialog.step) },
    understand: timed(understand),
    capabilities: CAPABILITIES,
  });
  const port = await desk.start();
  let since = process.cpuUsage();
  process.on('message', () => {
    process.send?.({ whole: cpuMicros(since) - 2 * looks * looking, thinking } satisfies CpuTimes);
    since = process.cpuUsage();
    [thinking, looks] = [0, 0];
  });
  process.send?.(`http://127.0.0.1:${port}`);
}

void main();
