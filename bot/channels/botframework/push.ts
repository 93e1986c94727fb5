import type { Push } from '../../channel';
import type { Logger } from '../../log';
import { parseRepliedTo } from './repliedTo';
import type { DeskAdapter } from './sdk/deskAdapter';
import { earlierOutcome } from './emulatorTranscript';
import { PushFailed } from './sdk/outcome';
import { toOutgoingActivity } from './outgoing';
import { parseReference } from './reference';

/** Dependencies of the push. */
export interface PushDeps {
  /** Loads the SDK at first use. */
  adapter(): DeskAdapter;
  log: Logger;
  /** Timeout of a request to the channel in milliseconds. */
  sendTimeoutMs: number;
}

/**
 * Pushes through the channel's service. The outcome of an uncertain attempt can be read from the Emulator's transcript;
 * on other channels it stays unknown.
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
        // The SDK sets replyToId to the id of the activity in the context, which it has made up itself.
        if (activityId) context.activity.id = activityId;
        await context.sendActivity(toOutgoingActivity(message, reference.channelId));
      });
      return { is: 'sent' };
    } catch (error) {
      if (error instanceof PushFailed) return error.outcome;
      // Any other error of the SDK, e.g. a missing token, precedes its request: nothing was sent.
      log.warn({ err: error, channel: reference.channelId }, 'the Bot Framework SDK could not send');
      return { is: 'unsent', reason: 'The Bot Framework SDK could not send' };
    }
  };
