import { UnrecoverableError, Worker, type Job as BullJob } from 'bullmq';
import { isDeskError, reasonOf } from '../errors';
import type { Logger } from '../log';
import type { OutboxCommand } from '../store/outbox';
import type { RedisClient } from '../store/redis/redis';
import type { Job, JobContext } from './job';
import { prefixOf } from './queues';
import { RetryAfter } from './retryAfter';

/**
 * Jobs of a crashed process are resumed within 10 s, up to 20 times. BullMQ's defaults are 30 s, too slow for a waiting
 * user, and once, so that a second crash would make a dead letter.
 */
const STALLED_JOB_OPTIONS = { lockDuration: 6_000, stalledInterval: 2_000, maxStalledCount: 20 };

const FIRST_RETRY_MS = 1_000;

/** Exponential back-off: 1 s to 64 s, unless the error prescribes the delay. */
const backoffStrategy = (attemptsMade: number, _type?: string, error?: Error): number =>
  error instanceof RetryAfter ? error.ms : FIRST_RETRY_MS * 2 ** (attemptsMade - 1);

/** Workers of all queues of a node. */
export interface WorkerGroup {
  start(): void;
  /**
   * Takes no more jobs and resolves when the running ones have ended. With `force` it does not wait, for use while
   * Redis is down: workers elsewhere resume those jobs.
   */
  stop(force?: boolean): Promise<void>;
}

/** Dependencies of the workers. */
export interface WorkerDeps {
  /** A connection of purpose `worker`; the group does not close it. */
  connection: RedisClient;
  jobs: readonly Job[];
  log: Logger;
}

const attemptsOf = (job: BullJob): number => job.opts.attempts ?? 1;

const toContext = (job: BullJob<OutboxCommand>): JobContext => ({
  id: job.id ?? '',
  last: job.attemptsMade + 1 >= attemptsOf(job),
  update: (command) => job.updateData(command),
});

/** Error as BullMQ stores it in Redis, in clear: with a code as its message, and without stack. */
const toStoredError = (error: unknown): Error => {
  const kept = isDeskError(error, 'delivery_unconfirmed')
    ? new UnrecoverableError(error.code)
    : error instanceof RetryAfter
      ? new RetryAfter(error.ms, error.reason)
      : new Error(reasonOf(error));
  delete kept.stack;
  return kept;
};

/** Creates one worker for each queue. They do not run yet. */
export const createWorkers = ({ connection, jobs, log }: WorkerDeps): WorkerGroup => {
  const build = ({ queue: { name: queue, concurrency }, run }: Job): Worker<OutboxCommand> => {
    const carryOut = async (job: BullJob<OutboxCommand>): Promise<void> => {
      try {
        await run(job.data, toContext(job));
      } catch (error) {
        // Concurrent jobs of one conversation are normal; the one that yields is no fault.
        const level = isDeskError(error, 'conversation_busy') ? 'debug' : 'warn';
        log[level]({ err: error, queue, job: job.id, attempt: job.attemptsMade + 1 }, 'job failed');
        throw toStoredError(error);
      }
    };
    const worker = new Worker<OutboxCommand>(queue, carryOut, {
      connection,
      prefix: prefixOf(queue),
      concurrency,
      settings: { backoffStrategy },
      ...STALLED_JOB_OPTIONS,
      autorun: false,
    });
    worker.on('error', (error) => log.warn({ err: error, queue }, 'worker failed'));
    worker.on('failed', (job, error) => {
      if (!job || (job.attemptsMade < attemptsOf(job) && !(error instanceof UnrecoverableError))) return;
      log.error({ queue, job: job.id, reason: error.message }, 'job is a dead letter now');
    });
    return worker;
  };
  const workers = jobs.map(build);

  return {
    start() {
      for (const worker of workers)
        worker.run().catch((error: unknown) => log.error({ err: error, queue: worker.name }, 'worker stopped'));
    },
    async stop(force = false) {
      await Promise.all(workers.map((worker) => worker.close(force)));
    },
  };
};
