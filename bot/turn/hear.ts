import type { Dialog, DialogEvent, DialogState, EpochMs } from '../../dialogs/types';
import type { Understand } from '../../nlu/types';
import { APPLICANT, SYSTEM, type Actor } from '../cases/actor';
import { toView, type Application } from '../cases/application';
import type { InboundMessage } from '../conversation';
import { admit } from '../handoff/admit';
import type { Handoff } from '../handoff/handoff';

/** Input of the dialogue's step. */
export interface Heard {
  event: DialogEvent;
  /**
   * Transcript text: the user's words, masked, or a placeholder for a message without text. Undefined for other events.
   */
  text?: string;
}

/** The conversation before the event. */
export interface Known {
  state: DialogState;
  channel: string;
  /** The case after the event's change; undefined where the event changes none. */
  changedCase: Application | undefined;
  handoff: Handoff | undefined;
}

/** Who caused an event: staff or engine where it names one, the system for reminders, else the applicant. */
export const actorOf = ({ event }: InboundMessage): Actor =>
  'by' in event ? event.by : event.type === 'reminderDue' ? SYSTEM : APPLICANT;

/**
 * Translates an inbound event into the dialogue's event. An utterance is understood given the open question. Returns
 * undefined for a case change that changes nothing.
 * @throws DeskError of `admit`, where the hand-off does not allow what staff do
 */
export const hear = (
  { event }: InboundMessage,
  { state, channel, changedCase, handoff }: Known,
  base: { now: EpochMs; fresh: DialogEvent['fresh'] },
  { dialog, understand }: { dialog: Dialog; understand: Understand },
): Heard | undefined => {
  const common = { ...base, channel };
  switch (event.type) {
    case 'said': {
      const understanding = understand(event.text, dialog.pendingOf(state));
      return { event: { ...common, type: 'said', understanding }, text: dialog.transcriptText(understanding) };
    }
    case 'caseChange':
      return changedCase && { event: { ...common, type: 'applicationChanged', application: toView(changedCase) } };
    case 'sent':
      return { event: { ...common, type: 'sent', what: event.what }, text: dialog.sentText(event.what) };
    case 'arrived':
    case 'reminderDue':
      return { event: { ...common, type: event.type } };
    case 'personTook':
    case 'personLeft':
      admit(event, handoff);
      return { event: { ...common, type: event.type } };
    case 'personWrote':
      admit(event, handoff);
      return { event: { ...common, type: event.type, text: event.text } };
  }
};
