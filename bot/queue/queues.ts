import { Queue, type Job, type JobsOptions } from 'bullmq';
import type { Logger } from '../log';
import type { CommandType, OutboxCommand } from '../store/outbox';
import type { RedisClient } from '../store/redis/redis';

export const QUEUE_NAMES = ['intake', 'notify', 'deliver', 'erase', 'handoff', 'remind'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

export const QUEUE_OF: Record<CommandType, QueueName> = {
  intake: 'intake',
  applicationChanged: 'notify',
  deliver: 'deliver',
  erase: 'erase',
  handoff: 'handoff',
  remind: 'remind',
};

/** In BullMQ a greater number is a lower priority: applications without an invitation come after whatever else is queued for intake. */
const LOW_PRIORITY = 10;

/** The hash tag keeps each queue in one slot of a cluster. */
export const prefixOf = (queue: QueueName): string => `{fd:${queue}}`;

/** Seven retries, from 1 s to 64 s apart; then the job stays as a dead letter until staff retry it. */
const JOB_OPTIONS: JobsOptions = {
  attempts: 8,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: { age: 3_600, count: 10_000 },
  removeOnFail: false,
};

const toJob = (command: OutboxCommand) => ({
  name: command.type,
  data: command,
  opts: {
    ...JOB_OPTIONS,
    jobId: command.id,
    ...(command.type === 'intake' && { priority: LOW_PRIORITY }),
  },
});

/** A job that has used up its attempts. Nothing personal in it. */
export interface DeadLetter {
  queue: QueueName;
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
  /** A command whose job is known already is left out, whatever became of the job. */
  add(commands: OutboxCommand[]): Promise<void>;
  /** Newest first, at most 100 a queue. */
  deadLetters(): Promise<DeadLetter[]>;
  /** Gives a dead letter its attempts again; false if there is none. */
  retry(queue: QueueName, id: string): Promise<boolean>;
  /** Takes away dead letters that failed before `before`. */
  forgetDeadLetters(before: number): Promise<void>;
  /** Jobs by state, for metrics: waiting, prioritized, active, delayed, failed. */
  counts(): Promise<Record<QueueName, Record<string, number>>>;
  close(): Promise<void>;
}

const toDeadLetter = (queue: QueueName, job: Job<OutboxCommand>): DeadLetter => ({
  queue,
  id: job.id ?? '',
  type: job.data.type,
  conversationKey: job.data.conversationKey,
  ...('no' in job.data && job.data.no !== undefined && { applicationNo: job.data.no }),
  attempts: job.attemptsMade,
  failedAt: job.finishedOn ?? job.timestamp,
  reason: job.failedReason,
});

/** `connection` is one of purpose `store`: adding fails at once while Redis is away, and the relay tries again. */
export const createQueues = (connection: RedisClient, log: Logger): Queues => {
  const open = (name: QueueName): Queue<OutboxCommand> => {
    const queue = new Queue<OutboxCommand>(name, { connection, prefix: prefixOf(name) });
    queue.on('error', (error) => log.warn({ err: error, queue: name }, 'queue connection failed'));
    return queue;
  };
  const queues = Object.fromEntries(QUEUE_NAMES.map((name) => [name, open(name)])) as Record<
    QueueName,
    Queue<OutboxCommand>
  >;

  return {
    async add(commands) {
      await Promise.all(
        QUEUE_NAMES.map(async (name) => {
          const batch = commands.filter(({ type }) => QUEUE_OF[type] === name);
          if (batch.length > 0) await queues[name].addBulk(batch.map(toJob));
        }),
      );
    },

    async deadLetters() {
      const failed = await Promise.all(
        QUEUE_NAMES.map(async (name) => (await queues[name].getFailed(0, 99)).map((job) => toDeadLetter(name, job))),
      );
      return failed.flat().sort((a, b) => b.failedAt - a.failedAt);
    },

    async retry(name, id) {
      const job = await queues[name].getJob(id);
      if (!job || !(await job.isFailed())) return false;
      await job.retry('failed', { resetAttemptsMade: true });
      return true;
    },

    async forgetDeadLetters(before) {
      for (const name of QUEUE_NAMES) {
        const old = (await queues[name].getFailed()).filter(({ finishedOn = 0 }) => finishedOn < before);
        await Promise.all(old.map((job) => job.remove()));
      }
    },

    async counts() {
      const states = ['wait', 'prioritized', 'active', 'delayed', 'failed'] as const;
      const counted = QUEUE_NAMES.map(async (name) => [name, await queues[name].getJobCounts(...states)]);
      return Object.fromEntries(await Promise.all(counted)) as Record<QueueName, Record<string, number>>;
    },

    async close() {
      await Promise.all(QUEUE_NAMES.map((name) => queues[name].close()));
    },
  };
};
