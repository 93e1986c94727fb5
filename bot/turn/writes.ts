import { isOpen, type ApplicationData, type ApplicationPatch, type Command, type EpochMs } from '../../dialogs/types';
import { APPLICANT, type Actor } from '../cases/actor';
import { amended, resubmitted } from '../cases/amend';
import type { Application } from '../cases/application';
import { abandonedClaim, caseChanged } from '../cases/events';
import { advance, createApplication, erased } from '../cases/record';
import { handoffAfter } from '../handoff/after';
import type { Handoff } from '../handoff/handoff';
import type { BlindIndex } from '../store/applications/blindIndex';
import type { ApplicationWrite } from '../store/conversations/conversations';
import type { OutboxCommand } from '../store/outbox';

/** What a turn's commit writes besides state and transcript. */
export interface Writes {
  applications: ApplicationWrite[];
  commands: OutboxCommand[];
  /** Deletes the transcript before this turn. */
  erase: boolean;
  /** The hand-off after the turn; undefined where none is open. */
  handoff: Handoff | undefined;
  /** Time of the reminder if no turn follows; undefined: none. */
  remindAt: EpochMs | undefined;
}

/** The turn whose commands are applied. */
export interface WritesContext {
  conversationKey: string;
  channel: string;
  now: EpochMs;
  /** Conversation version that the commit creates. Part of the ids of its commands, which makes them unique. */
  version: number;
  /** The conversation's applications before the turn. */
  applications: Application[];
  /** The case after the event's change. */
  changedCase: Application | undefined;
  /** The hand-off before the turn. */
  handoff: Handoff | undefined;
  /** Whether a person has the conversation after the turn. */
  owned: boolean;
  /** Who caused the turn. */
  by: Actor;
  /** Blind index of ID numbers. */
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

  resubmit(no: string, patch: ApplicationPatch): void {
    this.#changeOpen(no, (application) => resubmitted(application, patch, this.#context.now));
  }

  amend(no: string, patch: ApplicationPatch): void {
    this.#changeOpen(no, (application) => amended(application, patch, this.#context.now));
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

  /** Changed applications, each with the version it was computed from; 0 creates it. */
  writes(): ApplicationWrite[] {
    const changed = [...this.#after.values()].filter((application) => application !== this.#before.get(application.no));
    return changed.map((application) => ({ from: this.#before.get(application.no)?.version ?? 0, application }));
  }

  abandonedClaims(application: Application): OutboxCommand[] {
    return abandonedClaim(this.#before.get(application.no), application, this.#context.personOf);
  }

  #changeOpen(no: string, change: (application: Application) => Application | undefined): void {
    const application = this.#after.get(no);
    const changed = application && isOpen(application) ? change(application) : undefined;
    if (changed) this.#after.set(no, changed);
  }
}

/** Commands that bring the list of hand-offs up to date after the turn. */
const listingOf = (
  before: Handoff | undefined,
  after: Handoff | undefined,
  { conversationKey, now, version }: WritesContext,
): OutboxCommand[] => {
  const commands: OutboxCommand[] = [];
  if (after && after.id !== before?.id) commands.push({ id: after.id, type: 'listHandoff', conversationKey, at: now });
  if (before && (after?.id !== before.id || after.status !== before.status))
    commands.push({ id: `${before.id}-${version}`, type: 'relistHandoff', conversationKey, handoffId: before.id });
  return commands;
};

/** Applies the dialogue's commands, in order, to the applications. Returns them with the commands for the outbox. */
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
      case 'amend':
        return cases.amend(command.no, command.patch);
      case 'withdraw':
        return cases.withdraw(command.no, command.reason);
      case 'erase':
        return command.scope === 'everything' ? cases.eraseAll() : undefined;
      case 'handoff':
      case 'cancelHandoff':
        return; // see handoffAfter
      case 'remind':
        remindAt = now + command.afterMs;
        return;
    }
  };
  commands.forEach(apply);

  const handoff = handoffAfter(context.handoff, commands, context);
  outbox.push(...listingOf(context.handoff, handoff, context));

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
