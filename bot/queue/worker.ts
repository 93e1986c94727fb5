import { UnrecoverableError, Worker, type Job as BullJob } from 'bullmq';
import { isDeskError, reasonOf } from '../errors';
import type { Logger } from '../log';
import type { OutboxCommand } from '../store/outbox';
import type { RedisClient } from '../store/redis/redis';
import type { Job, JobContext } from './job';
import { prefixOf } from './queues';
import { RetryAfter } from './retryAfter';

/**
 * A job that was under way in a process that died is taken up again within 10 seconds, and up to twenty times: BullMQ's own half minute is
 * long for somebody who waits for an answer, and its one time would make a dead letter of the second crash.
 */
const AFTER_A_CRASH = { lockDuration: 6_000, stalledInterval: 2_000, maxStalledCount: 20 };

const FIRST_RETRY_MS = 1_000;

/** 1 s to 64 s, doubled each time, unless the error says when. */
const backoffStrategy = (attemptsMade: number, _type?: string, error?: Error): number =>
  error instanceof RetryAfter ? error.ms : FIRST_RETRY_MS * 2 ** (attemptsMade - 1);

export interface WorkerGroup {
  start(): void;
  /**
   * Takes no more jobs and resolves when those under way are done. With `force` at once: while Redis is away they cannot be done, and they
   * are taken up again wherever workers run next.
   */
  stop(force?: boolean): Promise<void>;
}

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

/** BullMQ keeps what a job throws in Redis, in clear: so it gets a code, never a foreign message. */
const toKept = (error: unknown): Error => {
  const kept = isDeskError(error, 'delivery_unconfirmed')
    ? new UnrecoverableError(error.code)
    : error instanceof RetryAfter
      ? new RetryAfter(error.ms, error.reason)
      : new Error(reasonOf(error));
  delete kept.stack;
  return kept;
};

/** One worker a queue, built but not running. */
export const createWorkers = ({ connection, jobs, log }: WorkerDeps): WorkerGroup => {
  const build = ({ queue: { name: queue, concurrency }, run }: Job): Worker<OutboxCommand> => {
    const carryOut = async (job: BullJob<OutboxCommand>): Promise<void> => {
      try {
        await run(job.data, toContext(job));
      } catch (error) {
        // Two jobs of one conversation often meet; the one that gives way is no fault.
        const level = isDeskError(error, 'conversation_busy') ? 'debug' : 'warn';
        log[level]({ err: error, queue, job: job.id, attempt: job.attemptsMade + 1 }, 'job failed');
        throw toKept(error);
      }
    };
    const worker = new Worker<OutboxCommand>(queue, carryOut, {
      connection,
      prefix: prefixOf(queue),
      concurrency,
      settings: { backoffStrategy },
      ...AFTER_A_CRASH,
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
