import type { Clock } from '../clock';
import type { Push } from '../conversation';
import type { Store } from '../store';
import type { CommandOf, CommandType, OutboxCommand } from '../store/outbox';
import type { HandleTurn } from '../turn/turn';
import { createDeliver } from '../jobs/deliver';
import { createErase } from '../jobs/releaseClaim';
import { createHandoff } from '../jobs/listHandoff';
import { createIntake } from '../jobs/intake';
import { createNotify } from '../jobs/caseChanged';
import { createRemind } from '../jobs/remind';

/** What a processor may know of, and do to, the job that carries its command. */
export interface JobContext {
  id: string;
  /** True on the last attempt: what fails now becomes a dead letter. */
  last: boolean;
  /** Replaces the command the job carries, for its next run. */
  update(command: OutboxCommand): Promise<void>;
}

/** Carries out one command. May be called again for the same command at any time; the effect is that of once. */
export type Processor<Type extends CommandType> = (command: CommandOf<Type>, job: JobContext) => Promise<void>;

export type Processors = { [Type in CommandType]: Processor<Type> };

export interface ProcessorDeps {
  store: Store;
  turn: HandleTurn;
  clock: Clock;
  /** The push of a channel, undefined where the channel is read instead. */
  pushOf(channel: string): Push | undefined;
  nudgeRelay(conversationKey: string): void;
}

export const createProcessors = (deps: ProcessorDeps): Processors => ({
  intake: createIntake(deps),
  applicationChanged: createNotify(deps),
  deliver: createDeliver(deps),
  erase: createErase(deps),
  handoff: createHandoff(deps),
  remind: createRemind(deps),
});
