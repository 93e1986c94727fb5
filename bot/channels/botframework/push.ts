import type { Push } from '../../conversation';
import { DeskError, isDeskError } from '../../errors';
import type { DeskAdapter } from './deskAdapter';
import { emulatorHas } from './emulatorTranscript';
import { OutcomeUnknown } from './outcome';
import { toOutgoingActivity } from './outgoing';
import { parseReference } from './reference';

/**
 * Pushes through the channel's own service. What happened to an earlier attempt can be asked of the Emulator, which keeps a
 * transcript; other channels have none that a bot may read.
 */
export const createPush =
  (adapter: () => DeskAdapter, sendTimeoutMs: number): Push =>
  async (ref, message, { uncertain }) => {
    const reference = parseReference(ref);
    const isAnswer = message.replyTo !== undefined;
    if (isAnswer && reference.answersInResponse) return 'sent';
    if (uncertain) {
      if (reference.channelId !== 'emulator') throw new DeskError('delivery_unconfirmed');
      if (await emulatorHas(reference, message.position, sendTimeoutMs)) return 'sent';
    }
    try {
      await adapter().resume(reference, async (context) => {
        const activity = toOutgoingActivity(message, reference.channelId);
        // The SDK answers the activity it resumed with, which is one of its own making.
        if (isAnswer && reference.activityId) context.activity.id = reference.activityId;
        await context.sendActivity(activity);
      });
      return 'sent';
    } catch (error) {
      if (error instanceof OutcomeUnknown || isDeskError(error)) throw error;
      // Whatever else the SDK throws (a token it could not get) comes before its request.
      throw new DeskError('channel_unavailable', 'The Bot Framework SDK could not send', { cause: error });
    }
  };
