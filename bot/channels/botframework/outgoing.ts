import type { Attachment } from '../../../dialogs/types';
import type { Choice } from '../../conversation';
import type { InboundActivity } from './inboundActivity';
import { toActivityAttachment, type ActivityAttachment } from '../attachment';

/** Field of `channelData` with the message's position, by which `earlierOutcome` finds it in the Emulator. */
export const POSITION_FIELD = 'fenfuDeskPosition';

/**
 * The fields of an activity that the bot sets. Conversation, sender and recipient are added by the SDK, or by
 * `toAnswer`.
 */
export interface OutgoingActivity {
  type: 'message';
  text: string;
  suggestedActions?: { to: string[]; actions: { type: 'imBack'; title: string; value: string }[] };
  attachments?: ActivityAttachment[];
  channelData?: Record<string, unknown>;
}

/** Converts a bot message to an activity. Buttons are imBack: pressing one shows its text as the user's message. */
export function toOutgoingActivity(
  {
    position,
    text = '',
    choices = [],
    attachment,
  }: { position: number; text?: string; choices?: Choice[]; attachment?: Attachment },
  channelId: string,
): OutgoingActivity {
  return {
    type: 'message',
    text,
    ...(choices.length > 0 && {
      suggestedActions: { to: [], actions: choices.map(({ title, value }) => ({ type: 'imBack', title, value })) },
    }),
    ...(attachment && { attachments: [toActivityAttachment(attachment)] }),
    // On other channels channelData has a meaning of its own.
    ...(channelId === 'emulator' && { channelData: { [POSITION_FIELD]: position } }),
  };
}

type RequestActivity = Pick<InboundActivity, 'type' | 'id' | 'channelId' | 'serviceUrl' | 'locale'> &
  Record<'conversation' | 'from' | 'recipient', object>;

/** Reply as part of the response to `request` (deliveryMode expectReplies). */
export const toAnswer = (answer: OutgoingActivity, request: RequestActivity) => ({
  ...answer,
  inputHint: 'acceptingInput',
  channelId: request.channelId,
  serviceUrl: request.serviceUrl,
  conversation: request.conversation,
  from: request.recipient,
  recipient: request.from,
  ...(request.locale && { locale: request.locale }),
  ...(request.id && request.type === 'message' && { replyToId: request.id }),
});
