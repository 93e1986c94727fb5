import { Queue, type Job as BullJob, type JobsOptions } from 'bullmq';
import type { Logger } from '../log';
import type { CommandType, OutboxCommand } from '../store/outbox';
import type { RedisClient } from '../store/redis/redis';
import type { QueueFacts } from './job';

/** BullMQ's key prefix of a queue. The hash tag keeps the queue in one slot of a cluster. */
export const prefixOf = (queue: string): string => `{fd:${queue}}`;

/** Attempts of a job; then it stays as a dead letter until staff retry it. */
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

/** A job that has used up its attempts. Nothing in it is personal. */
export interface DeadLetter {
  queue: string;
  id: string;
  type: CommandType;
  conversationKey: string;
  applicationNo?: string;
  attempts: number;
  failedAt: number;
  /** Error code or, for foreign errors, their class. */
  reason: string;
}

export interface Queues {
  /** Names of all queues. */
  readonly names: readonly string[];
  /** Adds each command to every queue that listens to its type. A command whose job is known already is left out. */
  add(commands: readonly OutboxCommand[]): Promise<void>;
  /** Newest first, at most 100 a queue. */
  deadLetters(): Promise<DeadLetter[]>;
  /** Gives a dead letter its attempts again; false if there is none. */
  retry(queue: string, id: string): Promise<boolean>;
  /** Removes dead letters that failed before `before`. */
  forgetDeadLetters(before: number): Promise<void>;
  /** Jobs by queue and state: wait, prioritized, active, delayed, failed. */
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

/** `connection` is one of purpose `store`: adding fails at once while Redis is away, and the relay tries again. */
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
