import { UnrecoverableError, Worker, type Job } from 'bullmq';
import { isDeskError, reasonOf } from '../errors';
import type { Logger } from '../log';
import type { CommandOf, CommandType, OutboxCommand } from '../store/outbox';
import type { RedisClient } from '../store/redis/redis';
import type { JobContext, Processors } from './processors';
import { prefixOf, QUEUE_NAMES, type QueueName } from './queues';

/** Jobs at a time and node. Applicants and pushes go before the intake of new applications. */
const CONCURRENCY: Record<QueueName, number> = { intake: 2, notify: 64, deliver: 16, erase: 2, handoff: 2, remind: 4 };

/**
 * A job that was under way in a process that died is taken up again within 10 seconds, and up to twenty times: BullMQ's own half
 * minute is long for somebody who waits for an answer, and its one time would make a dead letter of the second crash.
 */
const AFTER_A_CRASH = { lockDuration: 6_000, stalledInterval: 2_000, maxStalledCount: 20 };

export interface WorkerGroup {
  start(): void;
  /**
   * Takes no more jobs and resolves when those under way are done; with `force` at once, for while Redis is away they cannot be:
   * they are taken up again wherever workers run next.
   */
  stop(force?: boolean): Promise<void>;
}

export interface WorkerDeps {
  /** One of purpose `worker`; the group does not close it. */
  connection: RedisClient;
  processors: Processors;
  log: Logger;
  /** Told once for each job that has used up its attempts. */
  onDeadLetter?(queue: QueueName, type: CommandType): void;
}

const attemptsOf = (job: Job): number => job.opts.attempts ?? 1;

const toContext = (job: Job<OutboxCommand>): JobContext => ({
  id: job.id ?? '',
  last: job.attemptsMade + 1 >= attemptsOf(job),
  update: (command) => job.updateData(command),
});

const carryOut = <Type extends CommandType>(processors: Processors, job: Job<OutboxCommand>): Promise<void> => {
  const command = job.data as CommandOf<Type>;
  const processor = processors[job.data.type as Type];
  return processor(command, toContext(job));
};

/** BullMQ keeps what a processor throws in Redis, in clear: so it gets a code, never a foreign message. */
const toKept = (error: unknown): Error => {
  const reason = reasonOf(error);
  const kept = isDeskError(error, 'delivery_unconfirmed') ? new UnrecoverableError(reason) : new Error(reason);
  delete kept.stack;
  return kept;
};

/** One worker a queue, built but not running. */
export const createWorkers = ({ connection, processors, log, onDeadLetter }: WorkerDeps): WorkerGroup => {
  const build = (queue: QueueName): Worker<OutboxCommand> => {
    const run = async (job: Job<OutboxCommand>): Promise<void> => {
      try {
        await carryOut(processors, job);
      } catch (error) {
        // Two jobs of one conversation often meet; the one that gives way is no fault.
        const level = isDeskError(error, 'conversation_busy') ? 'debug' : 'warn';
        log[level]({ err: error, queue, job: job.id, attempt: job.attemptsMade + 1 }, 'job failed');
        throw toKept(error);
      }
    };
    const worker = new Worker<OutboxCommand>(queue, run, {
      connection,
      prefix: prefixOf(queue),
      concurrency: CONCURRENCY[queue],
      ...AFTER_A_CRASH,
      autorun: false,
    });
    worker.on('error', (error) => log.warn({ err: error, queue }, 'worker failed'));
    worker.on('failed', (job, error) => {
      if (!job || (job.attemptsMade < attemptsOf(job) && !(error instanceof UnrecoverableError))) return;
      log.error({ queue, job: job.id, reason: error.message }, 'job is a dead letter now');
      onDeadLetter?.(queue, job.data.type);
    });
    return worker;
  };
  const workers = QUEUE_NAMES.map(build);

  return {
    start() {
      for (const worker of workers) {
        worker.run().catch((error: unknown) => log.error({ err: error, queue: worker.name }, 'worker stopped'));
      }
    },
    async stop(force = false) {
      await Promise.all(workers.map((worker) => worker.close(force)));
    },
  };
};
