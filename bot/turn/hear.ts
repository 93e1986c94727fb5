import type { Dialog, DialogEvent, DialogState, EpochMs } from '../../dialogs/types';
import type { Understand } from '../../nlu/types';
import { APPLICANT, SYSTEM, type Actor } from '../cases/actor';
import { toView, type Application } from '../cases/application';
import type { InboundMessage } from '../conversation';
import { admit } from '../handoff/admit';
import type { Handoff } from '../handoff/handoff';

export interface Heard {
  event: DialogEvent;
  /** The user's words as the transcript may keep them, or a placeholder for what was sent without text; undefined for any other event. */
  text?: string;
}

/** What is known of the conversation before the event. */
export interface Known {
  state: DialogState;
  channel: string;
  /** The case as the event changes it, where the event is about a case. */
  changedCase: Application | undefined;
  handoff: Handoff | undefined;
}

/** Who brings an event about. */
export const actorOf = ({ event }: InboundMessage): Actor =>
  'by' in event ? event.by : event.type === 'reminderDue' ? SYSTEM : APPLICANT;

/**
 * Turns what came in into the dialogue's event: an utterance is understood in the light of the open question, a change of a case becomes
 * news of it. Undefined where there is no news.
 * @throws DeskError where staff do what the hand-off does not allow, see `admit`
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
