import type { Push, Transcripts } from '../../conversation';
import { DeskError, isDeskError } from '../../errors';
import { parseAsked, type Asked } from './asked';
import type { DeskAdapter } from './deskAdapter';
import { emulatorHas } from './emulatorTranscript';
import { OutcomeUnknown } from './outcome';
import { toOutgoingActivity } from './outgoing';
import { parseReference } from './reference';

export interface PushDeps {
  adapter(): DeskAdapter;
  transcripts: Pick<Transcripts, 'read'>;
  sendTimeoutMs: number;
}

/**
 * Pushes through the channel's own service. What happened to an earlier attempt can be asked of the Emulator, which keeps a
 * transcript; other channels have none that a bot may read.
 */
export const createPush = ({ adapter, transcripts, sendTimeoutMs }: PushDeps): Push => {
  /** What the message answers; undefined for one of the bot's own accord. */
  const askedOf = async (conversationKey: string, replyTo: number | undefined): Promise<Asked | undefined> => {
    if (replyTo === undefined) return undefined;
    const { entries } = await transcripts.read(conversationKey, replyTo - 1);
    return parseAsked(entries.find(({ position }) => position === replyTo)?.fields);
  };

  return async (ref, message, { conversationKey, uncertain }) => {
    const reference = parseReference(ref);
    const asked = await askedOf(conversationKey, message.replyTo);
    if (asked?.answersInResponse) return 'sent';
    if (uncertain) {
      if (reference.channelId !== 'emulator') throw new DeskError('delivery_unconfirmed');
      if (await emulatorHas(reference, message.position, sendTimeoutMs)) return 'sent';
    }
    try {
      await adapter().resume(reference, async (context) => {
        // The SDK answers the activity it resumed with, which is one of its own making.
        if (asked?.activityId) context.activity.id = asked.activityId;
        await context.sendActivity(toOutgoingActivity(message, reference.channelId));
      });
      return 'sent';
    } catch (error) {
      if (error instanceof OutcomeUnknown || isDeskError(error)) throw error;
      // Whatever else the SDK throws (a token it could not get) comes before its request.
      throw new DeskError('channel_unavailable', 'The Bot Framework SDK could not send', { cause: error });
    }
  };
};
