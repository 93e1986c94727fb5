import type { Application, Command, EpochMs } from '../../dialogs/types';
import { advance, createApplication, erased, isOpen } from '../applicationRecord';
import type { ApplicationWrite } from '../store/conversations';
import type { OutboxCommand } from '../store/outbox';

export interface Effects {
  applications: ApplicationWrite[];
  commands: OutboxCommand[];
  /** Forget transcript and handled messages up to this turn. */
  erase: boolean;
}

export interface EffectsContext {
  conversationKey: string;
  channel: string;
  now: EpochMs;
  /** The version of the conversation that the commit will make; makes the ids of its commands unique. */
  version: number;
  /** The conversation's applications before this turn. */
  applications: Application[];
  personOf(idNumber: string): string;
}

/** The news that the applicant is to be told, once for each version of an application. */
export const changedCommand = ({ no, version, conversationKey }: Application): OutboxCommand => ({
  id: `changed-${no}-${version}`,
  type: 'applicationChanged',
  conv: conversationKey,
  no,
  version,
});

/** Applies the dialogue's commands, in order, to the applications, and says what is left to be done after the commit. */
export const effectsOf = (commands: readonly Command[], context: EffectsContext): Effects => {
  const { conversationKey, channel, now, version } = context;
  const before = new Map(context.applications.map((application) => [application.no, application]));
  const after = new Map(before);
  const persons = new Map<string, string>();
  const outbox: OutboxCommand[] = [];
  let erase = false;

  const change = (no: string, changed: (application: Application) => Application): void => {
    const application = after.get(no);
    if (application && isOpen(application.status)) after.set(no, changed(application));
  };

  const apply = (command: Command): void => {
    switch (command.type) {
      case 'submit': {
        const application = createApplication(command.application, { conversationKey, channel }, now);
        after.set(application.no, application);
        persons.set(application.no, context.personOf(command.application.data.idNumber));
        outbox.push({ id: `intake-${application.no}`, type: 'intake', conv: conversationKey, no: application.no });
        return;
      }
      case 'resubmit':
        return change(command.no, (application) => ({
          ...advance(application, { at: now, by: 'applicant', status: 'in_review' }),
          data: application.data && { ...application.data, ...command.patch },
        }));
      case 'withdraw':
        return change(command.no, (application) =>
          advance(application, { at: now, by: 'applicant', status: 'withdrawn', reason: command.reason }),
        );
      case 'erase':
        erase = true;
        for (const application of after.values()) {
          if (command.scope === 'transcript' || application.data === null) continue;
          after.set(application.no, erased(application, now));
          outbox.push({ id: `erase-${application.no}`, type: 'erase', conv: conversationKey, no: application.no });
        }
        return;
      case 'handoff': {
        const { state, item, applicationNo: no } = command.summary;
        const id = `handoff-${conversationKey}-${version}`;
        outbox.push({
          id,
          type: 'handoff',
          conv: conversationKey,
          at: now,
          state,
          ...(item && { item }),
          ...(no && { no }),
        });
        return;
      }
      case 'remind': {
        const id = `remind-${conversationKey}-${version}`;
        const dueAt = now + command.afterMs;
        outbox.push({ id, type: 'remind', conv: conversationKey, channel, version, dueAt });
        return;
      }
    }
  };
  commands.forEach(apply);

  const changed = [...after.values()].filter((application) => application !== before.get(application.no));
  return {
    applications: changed.map((application) => toWrite(application, before, persons)),
    commands: [...changed.map(changedCommand), ...outbox],
    erase,
  };
};

const toWrite = (
  application: Application,
  before: ReadonlyMap<string, Application>,
  persons: ReadonlyMap<string, string>,
): ApplicationWrite => {
  const person = persons.get(application.no);
  return { from: before.get(application.no)?.version ?? 0, application, ...(person !== undefined && { person }) };
};
