import type { Logger } from '../log';
import type { Throttle } from '../store/throttle';
import type { Schedule } from './job';

/** Runs schedules. */
export interface Scheduler {
  start(): void;
  /** Resolves when running schedules have ended. */
  stop(): Promise<void>;
}

/** Share of a period for which a run keeps other nodes from it. Below one: a timer that is a moment early still finds it due. */
const WINDOW = 0.9;

/**
 * Creates the scheduler. Of all nodes, the first to try in a period runs the schedule; `throttle` decides. A failed run
 * is not repeated before the next period.
 */
export const createScheduler = (schedules: readonly Schedule[], throttle: Throttle, log: Logger): Scheduler => {
  const timers: NodeJS.Timeout[] = [];
  const running = new Map<string, Promise<void>>();

  const runIfDue = async ({ name, everySeconds, run }: Schedule): Promise<void> => {
    try {
      if (await throttle(`schedule:${name}`, 1, everySeconds * WINDOW)) await run();
    } catch (error) {
      log.warn({ err: error, schedule: name }, 'schedule failed; it is repeated in its next period');
    }
  };

  const wake = (schedule: Schedule): void => {
    if (running.has(schedule.name)) return;
    running.set(
      schedule.name,
      runIfDue(schedule).finally(() => running.delete(schedule.name)),
    );
  };

  return {
    start() {
      for (const schedule of schedules) {
        timers.push(setInterval(() => wake(schedule), schedule.everySeconds * 1_000));
        wake(schedule);
      }
    },

    async stop() {
      for (const timer of timers.splice(0)) clearInterval(timer);
      await Promise.all(running.values());
    },
  };
};
