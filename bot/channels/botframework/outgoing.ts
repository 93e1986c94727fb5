import type { Attachment } from '../../../dialogs/types';
import type { Choice } from '../../conversation';
import type { InboundActivity } from './inboundActivity';
import { toActivityAttachment, type ActivityAttachment } from '../attachment';

/** Where the position of a message is kept in its activity, so that the Emulator can be asked whether it has arrived. */
export const POSITION_FIELD = 'fenfuDeskPosition';

/** The part of an activity that is ours to say; conversation, sender and receiver are added, by the SDK where it sends. */
export interface OutgoingActivity {
  type: 'message';
  text: string;
  suggestedActions?: { to: string[]; actions: { type: 'imBack'; title: string; value: string }[] };
  attachments?: ActivityAttachment[];
  channelData?: Record<string, unknown>;
}

/** A bot's message as an activity. imBack: a pressed button shows as what the user said. */
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
    // Elsewhere channelData has a meaning of its own.
    ...(channelId === 'emulator' && { channelData: { [POSITION_FIELD]: position } }),
  };
}

type RequestActivity = Pick<InboundActivity, 'type' | 'id' | 'channelId' | 'serviceUrl' | 'locale'> &
  Record<'conversation' | 'from' | 'recipient', object>;

/** An answer as it stands in the response to `asked` (deliveryMode expectReplies). */
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
