import type { Application, Dialog, DialogEvent, DialogState, EpochMs } from '../../dialogs/types';
import type { Understand } from '../../nlu/types';
import { toView } from '../cases/record';
import type { InboundMessage } from '../conversation';
import type { Handoff } from '../handoff/handoff';
import { admit } from '../handoff/admit';

export interface Heard {
  event: DialogEvent;
  /** The user's words as the transcript may keep them; undefined where there were none. */
  text?: string;
}

/** What is known of the conversation before the event. */
export interface Known {
  state: DialogState;
  /** The application that has changed, where that is the event. */
  changed: Application | undefined;
  handoff: Handoff | undefined;
}

/**
 * Turns what came in into the dialogue's event: words are understood in the light of the open question, numbers become applications.
 * Undefined for news of an application that no longer exists. Throws where staff do what the hand-off does not allow, see `admit`.
 */
export const hear = (
  { channel, event }: InboundMessage,
  { state, changed, handoff }: Known,
  base: { now: EpochMs; fresh: DialogEvent['fresh'] },
  { dialog, understand }: { dialog: Dialog; understand: Understand },
): Heard | undefined => {
  const common = { ...base, channel };
  switch (event.type) {
    case 'said': {
      const understanding = understand(event.text, dialog.pendingOf(state));
      return { event: { ...common, type: 'said', understanding }, text: dialog.transcriptText(understanding) };
    }
    case 'applicationChanged':
      return changed && { event: { ...common, type: 'applicationChanged', application: toView(changed) } };
    case 'sent':
      return { event: { ...common, type: 'sent', what: event.what } };
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
