import type { CommandOf, CommandType, OutboxCommand } from '../store/outbox';

/**
 * Static facts of a queue, known before anything is built. Several queues may take one type of command; each gets every
 * command, and retries by itself.
 */
export interface QueueFacts<Type extends CommandType = CommandType> {
  /** Name in metrics, dead letters and Redis. */
  readonly name: string;
  /** Type of command that it takes. */
  readonly on: Type;
  /** Concurrent jobs on each node. */
  readonly concurrency: number;
  /** BullMQ's: a higher number is a lower priority. Default: none, which comes first. */
  readonly priority?: number;
}

/** The running job. */
export interface JobContext {
  id: string;
  /** Whether this is the last attempt; after a failure the job is a dead letter. */
  last: boolean;
  /** Replaces the job's command for its next run. */
  update(command: OutboxCommand): Promise<void>;
}

/** Handler of one command. It must be idempotent: the same command may be run again at any time. */
export type Run<Type extends CommandType = CommandType> = (command: CommandOf<Type>, job: JobContext) => Promise<void>;

/** A queue with its handler. */
export interface Job {
  readonly queue: QueueFacts;
  readonly run: (command: OutboxCommand, job: JobContext) => Promise<void>;
}

/** Joins a queue and its handler. */
export const jobOf = <Type extends CommandType>(queue: QueueFacts<Type>, run: Run<Type>): Job => ({
  queue,
  // The relay hands a queue only commands of the type it listens to.
  run: (command, job) => run(command as OutboxCommand & CommandOf<Type>, job),
});

/** Periodic work. In each period one of all nodes runs it. */
export interface Schedule {
  readonly name: string;
  readonly everySeconds: number;
  run(): Promise<void>;
}
