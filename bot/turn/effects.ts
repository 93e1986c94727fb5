import { isOpen, type Application, type ApplicationData, type Command, type EpochMs } from '../../dialogs/types';
import { advance, createApplication, erased } from '../cases/record';
import type { BlindIndex } from '../store/applications/blindIndex';
import type { ApplicationWrite } from '../store/conversations/conversations';
import type { OutboxCommand } from '../store/outbox';
import type { Handoff } from '../handoff/handoff';
import { handoffAfter } from '../handoff/after';

export interface Effects {
  applications: ApplicationWrite[];
  commands: OutboxCommand[];
  /** Forget the transcript up to this turn. */
  erase: boolean;
  /** As it is after the turn. */
  handoff: Handoff | undefined;
  /** When to remind somebody who says nothing more. */
  remindAt: EpochMs | undefined;
}

export interface EffectsContext {
  conversationKey: string;
  channel: string;
  now: EpochMs;
  /** The version of the conversation that the commit will make; makes the ids of its commands unique. */
  version: number;
  /** The conversation's applications before this turn. */
  applications: Application[];
  /** The conversation's hand-off before this turn. */
  handoff: Handoff | undefined;
  /** Whether a person has the conversation after this turn. */
  owned: boolean;
  personOf: BlindIndex;
}

/** The news that the applicant is to be told, once for each version of an application. */
export const changedCommand = ({ no, version, conversationKey }: Application): OutboxCommand => ({
  id: `changed-${no}-${version}`,
  type: 'applicationChanged',
  conversationKey,
  no,
  version,
});

/** Applies the dialogue's commands, in order, to the applications, and says what is left to be done after the commit. */
export const effectsOf = (commands: readonly Command[], context: EffectsContext): Effects => {
  const { conversationKey, channel, now } = context;
  const before = new Map(context.applications.map((application) => [application.no, application]));
  const after = new Map(before);
  const outbox: OutboxCommand[] = [];
  let remindAt: EpochMs | undefined;

  const change = (no: string, changed: (application: Application) => Application): void => {
    const application = after.get(no);
    if (application && isOpen(application)) after.set(no, changed(application));
  };

  const submit = (submitted: { no: string; phrase: string; data: ApplicationData }): void => {
    const { no } = submitted;
    after.set(no, createApplication(submitted, { conversationKey, channel }, now));
    outbox.push({ id: `intake-${no}`, type: 'intake', conversationKey, no });
  };

  const resubmit = (application: Application, patch: Partial<ApplicationData>): Application => ({
    ...advance(application, { at: now, by: 'applicant', status: 'in_review' }),
    data: application.data && { ...application.data, ...patch },
  });

  const withdraw = (application: Application, reason: string): Application =>
    advance(application, { at: now, by: 'applicant', status: 'withdrawn', reason });

  const eraseApplications = (): void => {
    for (const application of after.values()) {
      if (application.data) after.set(application.no, erased(application, now));
    }
  };

  const apply = (command: Command): void => {
    switch (command.type) {
      case 'submit':
        return submit(command.application);
      case 'resubmit':
        return change(command.no, (application) => resubmit(application, command.patch));
      case 'withdraw':
        return change(command.no, (application) => withdraw(application, command.reason));
      case 'erase':
        return command.scope === 'everything' ? eraseApplications() : undefined;
      case 'handoff':
        return; // see handoffAfter
      case 'remind':
        remindAt = now + command.afterMs;
        return;
    }
  };
  commands.forEach(apply);

  const handoff = handoffAfter(context.handoff, commands, context);
  if (handoff && !context.handoff) outbox.push({ id: handoff.id, type: 'handoff', conversationKey, at: now });

  const changed = [...after.values()].filter((application) => application !== before.get(application.no));
  return {
    applications: changed.map((application) => ({ from: before.get(application.no)?.version ?? 0, application })),
    commands: [
      ...changed.map(changedCommand),
      ...outbox,
      ...changed.flatMap((application) => abandonedClaim(before.get(application.no), application, context.personOf)),
    ],
    erase: commands.some(({ type }) => type === 'erase'),
    handoff,
    remindAt,
  };
};

/** An application that has lost its ID number, or got another, no longer stands for the person of the old one. */
export const abandonedClaim = (
  before: Application | undefined,
  { no, version, conversationKey, data }: Application,
  personOf: BlindIndex,
): OutboxCommand[] => {
  const idNumber = before?.data?.idNumber;
  if (idNumber === undefined || idNumber === data?.idNumber) return [];
  return [{ id: `erase-${no}-${version}`, type: 'erase', conversationKey, no, person: personOf(idNumber) }];
};
