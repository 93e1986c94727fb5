import type { Push } from '../../channel';
import type { Logger } from '../../log';
import { parseRepliedTo } from './repliedTo';
import type { DeskAdapter } from './sdk/deskAdapter';
import { earlierOutcome } from './emulatorTranscript';
import { PushFailed } from './sdk/outcome';
import { toOutgoingActivity } from './outgoing';
import { parseReference } from './reference';

export interface PushDeps {
  adapter(): DeskAdapter;
  log: Logger;
  sendTimeoutMs: number;
}

/**
 * Pushes through the channel's own service. What happened to an earlier attempt can be asked of the Emulator, which keeps a transcript;
 * other channels have none that a bot may read.
 */
export const createPush =
  ({ adapter, log, sendTimeoutMs }: PushDeps): Push =>
  async (message, { reference: stored, repliedTo, uncertain }) => {
    const reference = parseReference(stored);
    if (uncertain) {
      if (reference.channelId !== 'emulator') return { is: 'unknown' };
      const earlier = await earlierOutcome(reference, message.position, sendTimeoutMs);
      if (earlier) return earlier;
    }
    const { activityId } = parseRepliedTo(repliedTo);
    try {
      await adapter().resume(reference, async (context) => {
        // The SDK answers the activity it resumed with, which is one of its own making.
        if (activityId) context.activity.id = activityId;
        await context.sendActivity(toOutgoingActivity(message, reference.channelId));
      });
      return { is: 'sent' };
    } catch (error) {
      if (error instanceof PushFailed) return error.outcome;
      // Whatever else the SDK throws (a token it could not get) comes before its request.
      log.warn({ err: error, channel: reference.channelId }, 'the Bot Framework SDK could not send');
      return { is: 'unsent', reason: 'The Bot Framework SDK could not send' };
    }
  };
