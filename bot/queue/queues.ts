import { Queue, type Job as BullJob, type JobsOptions } from 'bullmq';
import type { Logger } from '../log';
import type { CommandType, OutboxCommand } from '../store/outbox';
import type { RedisClient } from '../store/redis/redis';
import type { QueueFacts } from './job';

/** BullMQ's key prefix of a queue. Its hash tag keeps the queue in one slot of a cluster. */
export const prefixOf = (queue: string): string => `{fd:${queue}}`;

/** Attempts of a job. After the last one it is a dead letter. */
const ATTEMPTS = 8;

const JOB_OPTIONS: JobsOptions = {
  attempts: ATTEMPTS,
  backoff: { type: 'desk' }, // see worker.ts
  removeOnComplete: { age: 3_600, count: 10_000 },
  removeOnFail: false,
};

const toBullJob = (command: OutboxCommand, { priority }: QueueFacts) => ({
  name: command.type,
  data: command,
  opts: {
    ...JOB_OPTIONS,
    jobId: command.id,
    ...(priority !== undefined && { priority }),
    ...(command.delayMs !== undefined && { delay: command.delayMs }),
  },
});

/** A job that has used up its attempts. It holds no personal data. */
export interface DeadLetter {
  queue: string;
  id: string;
  type: CommandType;
  conversationKey: string;
  applicationNo?: string;
  attempts: number;
  /** Milliseconds since the epoch. */
  failedAt: number;
  /** Error code, or the class of a foreign error. */
  reason: string;
}

/** All queues of the desk, on BullMQ. */
export interface Queues {
  /** Names of all queues. */
  readonly names: readonly string[];
  /**
   * Adds each command to every queue of its type. Idempotent by the command's id while its job is kept: an hour after
   * success, or without limit as a dead letter.
   */
  add(commands: readonly OutboxCommand[]): Promise<void>;
  /** Newest first, at most 100 from each queue. */
  deadLetters(): Promise<DeadLetter[]>;
  /** Retries a dead letter with all its attempts. False where there is none. */
  retry(queue: string, id: string): Promise<boolean>;
  /** Deletes dead letters that failed before `before` (milliseconds since the epoch). */
  forgetDeadLetters(before: number): Promise<void>;
  /** Numbers of jobs by queue and state: wait, prioritized, active, delayed, failed. */
  counts(): Promise<Record<string, Record<string, number>>>;
  close(): Promise<void>;
}

const STATES = ['wait', 'prioritized', 'active', 'delayed', 'failed'] as const;

const toDeadLetter = (queue: string, job: BullJob<OutboxCommand>): DeadLetter => ({
  queue,
  id: job.id ?? '',
  type: job.data.type,
  conversationKey: job.data.conversationKey,
  ...('no' in job.data && { applicationNo: job.data.no }),
  attempts: job.attemptsMade,
  failedAt: job.finishedOn ?? job.timestamp,
  reason: job.failedReason,
});

/**
 * Creates the queues. `connection` has purpose `store`, so `add` fails at once while Redis is down; the relay repeats
 * it.
 */
export const createQueues = (connection: RedisClient, facts: readonly QueueFacts[], log: Logger): Queues => {
  const open = (queue: QueueFacts) => {
    const opened = new Queue<OutboxCommand>(queue.name, { connection, prefix: prefixOf(queue.name) });
    opened.on('error', (error) => log.warn({ err: error, queue: queue.name }, 'queue connection failed'));
    return { facts: queue, opened };
  };
  const queues = facts.map(open);
  const named = (name: string) => queues.find((queue) => queue.facts.name === name)?.opened;

  return {
    names: facts.map(({ name }) => name),

    async add(commands) {
      await Promise.all(
        queues.map(async ({ facts: queue, opened }) => {
          const heard = commands.filter(({ type }) => type === queue.on);
          if (heard.length > 0) await opened.addBulk(heard.map((command) => toBullJob(command, queue)));
        }),
      );
    },

    async deadLetters() {
      const failed = await Promise.all(
        queues.map(async ({ facts: { name }, opened }) =>
          (await opened.getFailed(0, 99)).map((job) => toDeadLetter(name, job)),
        ),
      );
      return failed.flat().sort((a, b) => b.failedAt - a.failedAt);
    },

    async retry(name, id) {
      const job = await named(name)?.getJob(id);
      if (!job || !(await job.isFailed())) return false;
      await job.retry('failed', { resetAttemptsMade: true });
      return true;
    },

    async forgetDeadLetters(before) {
      for (const { opened } of queues) {
        const old = (await opened.getFailed()).filter(({ finishedOn = 0 }) => finishedOn < before);
        await Promise.all(old.map((job) => job.remove()));
      }
    },

    async counts() {
      const counted = queues.map(async ({ facts: { name }, opened }) => [name, await opened.getJobCounts(...STATES)]);
      return Object.fromEntries(await Promise.all(counted)) as Record<string, Record<string, number>>;
    },

    async close() {
      await Promise.all(queues.map(({ opened }) => opened.close()));
    },
  };
};
