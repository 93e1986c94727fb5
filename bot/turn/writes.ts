import { isOpen, type ApplicationData, type Command, type EpochMs } from '../../dialogs/types';
import { APPLICANT, type Actor } from '../cases/actor';
import type { Application } from '../cases/application';
import { abandonedClaim, caseChanged } from '../cases/events';
import { advance, createApplication, erased } from '../cases/record';
import { handoffAfter } from '../handoff/after';
import type { Handoff } from '../handoff/handoff';
import type { BlindIndex } from '../store/applications/blindIndex';
import type { ApplicationWrite } from '../store/conversations/conversations';
import type { OutboxCommand } from '../store/outbox';

/** What a turn writes besides its state and transcript. */
export interface Writes {
  applications: ApplicationWrite[];
  commands: OutboxCommand[];
  /** Forgets the transcript up to this turn. */
  erase: boolean;
  /** The request for a person as it is after the turn. */
  handoff: Handoff | undefined;
  /** When to remind somebody who says nothing more. */
  remindAt: EpochMs | undefined;
}

export interface WritesContext {
  conversationKey: string;
  channel: string;
  now: EpochMs;
  /** Version of the conversation that the commit makes; makes the ids of its commands unique. */
  version: number;
  /** The conversation's applications before this turn. */
  applications: Application[];
  /** The case that the event changed, as it is after that change. */
  changedCase: Application | undefined;
  /** The request for a person before this turn. */
  handoff: Handoff | undefined;
  /** Whether a person has the conversation after this turn. */
  owned: boolean;
  /** Who brought the turn about. */
  by: Actor;
  personOf: BlindIndex;
}

/** The conversation's applications, before and after the dialogue's commands. */
class Cases {
  readonly #before: ReadonlyMap<string, Application>;
  readonly #after: Map<string, Application>;
  readonly #context: WritesContext;

  constructor(context: WritesContext) {
    this.#context = context;
    this.#before = new Map(context.applications.map((application) => [application.no, application]));
    this.#after = new Map(this.#before);
    if (context.changedCase) this.#after.set(context.changedCase.no, context.changedCase);
  }

  submit(submitted: { no: string; phrase: string; data: ApplicationData }): void {
    const { conversationKey, channel, now } = this.#context;
    this.#after.set(submitted.no, createApplication(submitted, { conversationKey, channel }, now));
  }

  resubmit(no: string, patch: Partial<ApplicationData>): void {
    this.#changeOpen(no, (application) => ({
      ...advance(application, { at: this.#context.now, by: APPLICANT, status: 'in_review' }),
      data: application.data && { ...application.data, ...patch },
    }));
  }

  withdraw(no: string, reason: string): void {
    this.#changeOpen(no, (application) =>
      advance(application, { at: this.#context.now, by: APPLICANT, status: 'withdrawn', reason }),
    );
  }

  eraseAll(): void {
    for (const application of this.#after.values())
      if (application.data) this.#after.set(application.no, erased(application, this.#context.now));
  }

  /** What has changed, each with the version that it was computed from. */
  writes(): ApplicationWrite[] {
    const changed = [...this.#after.values()].filter((application) => application !== this.#before.get(application.no));
    return changed.map((application) => ({ from: this.#before.get(application.no)?.version ?? 0, application }));
  }

  abandonedClaims(application: Application): OutboxCommand[] {
    return abandonedClaim(this.#before.get(application.no), application, this.#context.personOf);
  }

  #changeOpen(no: string, change: (application: Application) => Application): void {
    const application = this.#after.get(no);
    if (application && isOpen(application)) this.#after.set(no, change(application));
  }
}

/** Applies the dialogue's commands, in order, to the applications, and says what is to be done after the commit. */
export const writesOf = (commands: readonly Command[], context: WritesContext): Writes => {
  const { conversationKey, now } = context;
  const cases = new Cases(context);
  const outbox: OutboxCommand[] = [];
  let remindAt: EpochMs | undefined;

  const apply = (command: Command): void => {
    switch (command.type) {
      case 'submit': {
        const { no } = command.application;
        cases.submit(command.application);
        outbox.push({ id: `intake-${no}`, type: 'intake', conversationKey, no });
        return;
      }
      case 'resubmit':
        return cases.resubmit(command.no, command.patch);
      case 'withdraw':
        return cases.withdraw(command.no, command.reason);
      case 'erase':
        return command.scope === 'everything' ? cases.eraseAll() : undefined;
      case 'handoff':
        return; // see handoffAfter
      case 'remind':
        remindAt = now + command.afterMs;
        return;
    }
  };
  commands.forEach(apply);

  const handoff = handoffAfter(context.handoff, commands, context);
  if (handoff && !context.handoff) outbox.push({ id: handoff.id, type: 'listHandoff', conversationKey, at: now });

  const applications = cases.writes();
  return {
    applications,
    commands: [
      ...applications.map(({ application }) => caseChanged(application)),
      ...outbox,
      ...applications.flatMap(({ application }) => cases.abandonedClaims(application)),
    ],
    erase: commands.some(({ type }) => type === 'erase'),
    handoff,
    remindAt,
  };
};
