import type { CommandOf, CommandType, OutboxCommand } from '../store/outbox';

/** Facts of a queue, known before anything is built. Several queues may listen to one type of command: each gets it, and retries by itself. */
export interface QueueFacts<Type extends CommandType = CommandType> {
  /** Name in metrics, dead letters and Redis. */
  readonly name: string;
  /** Type of the commands that become its jobs. */
  readonly on: Type;
  /** Jobs at a time on each node. */
  readonly concurrency: number;
  /** BullMQ's: a greater number is a lower priority. Default: none. */
  readonly priority?: number;
}

/** What a job may know of itself, and do to itself. */
export interface JobContext {
  id: string;
  /** True on the last attempt: what fails now becomes a dead letter. */
  last: boolean;
  /** Replaces the command that the job carries, for its next run. */
  update(command: OutboxCommand): Promise<void>;
}

/** Carries out one command. May be called again for the same command at any time; the effect is that of once. */
export type Run<Type extends CommandType = CommandType> = (command: CommandOf<Type>, job: JobContext) => Promise<void>;

/** A queue with what carries out its commands. */
export interface Job {
  readonly queue: QueueFacts;
  readonly run: (command: OutboxCommand, job: JobContext) => Promise<void>;
}

/** Joins a queue and the function that carries out its commands. */
export const jobOf = <Type extends CommandType>(queue: QueueFacts<Type>, run: Run<Type>): Job => ({
  queue,
  // The relay hands a queue only commands of the type it listens to.
  run: (command, job) => run(command as OutboxCommand & CommandOf<Type>, job),
});

/** Work that is done every so often, on one of all nodes. */
export interface Schedule {
  readonly name: string;
  readonly everySeconds: number;
  run(): Promise<void>;
}
