import type { Choice } from '../../conversation';

/** Where the position of a message is kept in its activity, so that the Emulator can be asked whether it has arrived. */
export const POSITION_FIELD = 'fenfuDeskPosition';

/** The part of an activity that is ours to say; the SDK adds conversation, sender and receiver. */
export interface OutgoingActivity {
  type: 'message';
  text: string;
  suggestedActions?: { to: string[]; actions: { type: 'imBack'; title: string; value: string }[] };
  channelData?: Record<string, unknown>;
}

/** A bot's message as an activity. imBack: a pressed button shows as what the user said. */
export function toOutgoingActivity(
  { position, text = '', choices = [] }: { position: number; text?: string; choices?: Choice[] },
  channelId: string,
): OutgoingActivity {
  return {
    type: 'message',
    text,
    ...(choices.length > 0 && {
      suggestedActions: { to: [], actions: choices.map(({ title, value }) => ({ type: 'imBack', title, value })) },
    }),
    // Elsewhere channelData has a meaning of its own.
    ...(channelId === 'emulator' && { channelData: { [POSITION_FIELD]: position } }),
  };
}
