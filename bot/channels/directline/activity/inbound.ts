import { hash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { InboundMessage, UserEvent } from '../../../conversation';
import { attachmentsSchema, MAX_TEXT, toMedia } from '../../incoming';
import type { EntryFields } from './activities';
import { DirectLineFault } from '../faults';

/** Characters of `channelData` as JSON; it is stored with each message and given back. */
const MAX_CHANNEL_DATA = 16 * 1024;

/** Only these fields of a client's activity are read. Sender, recipient, conversation, id, time and service URL are ours to say. */
const activitySchema = z.object({
  type: z.string().min(1).max(64),
  from: z.object({ id: z.string().max(256).optional(), role: z.string().optional() }).optional(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  attachments: attachmentsSchema,
  channelData: z.record(z.string(), z.unknown()).nullish(),
});
type ClientActivity = z.infer<typeof activitySchema>;

/** Kinds that would speak for the bot or the channel. */
const REFUSED_TYPES = new Set([
  'conversationUpdate',
  'invoke',
  'invokeResponse',
  'messageUpdate',
  'messageDelete',
  'contactRelationUpdate',
]);

/** Throws `DirectLineFault` where the body is no activity, or one that clients may not send. */
export const parseActivity = (body: unknown): ClientActivity => {
  const parsed = activitySchema.safeParse(body);
  if (!parsed.success) throw new DirectLineFault('bad_activity');
  const activity = parsed.data;
  const role = activity.from?.role;
  if (REFUSED_TYPES.has(activity.type) || (role !== undefined && role !== '' && role !== 'user'))
    throw new DirectLineFault('activity_refused');
  if (activity.channelData && JSON.stringify(activity.channelData).length > MAX_CHANNEL_DATA)
    throw new DirectLineFault('too_large');
  return activity;
};

/** Text of a message, or of a pressed button: imBack has a text, postBack and messageBack a text or a value. */
const toEvent = ({ text, value, attachments }: ClientActivity): UserEvent => {
  const [attachment] = attachments ?? [];
  if (attachment) return { type: 'sent', what: toMedia(attachment.contentType) };
  const said = text?.trim() ? text : typeof value === 'string' ? value : '';
  if (said.trim() === '') return { type: 'sent', what: 'empty' };
  return said.length > MAX_TEXT ? { type: 'sent', what: 'too_long' } : { type: 'said', text: said };
};

/** The client's own id makes a repeated POST recognisable; hashed, so that no id of ours can be imitated and its length is no matter. */
const toMessageId = (channelData: ClientActivity['channelData']): string => {
  const clientId = channelData?.['clientActivityID'];
  if (typeof clientId !== 'string' || clientId === '') return `server-${randomUUID()}`;
  return `client-${hash('sha256', clientId).slice(0, 40)}`;
};

/** Only a token can carry an id that begins with `dl_`. */
const claimedUserId = (id: string | undefined): string | undefined => (id && !id.startsWith('dl_') ? id : undefined);

/**
 * A client's activity as a message for the turn; undefined for kinds that are accepted without effect (typing, event …).
 * `userId` is the token's; without one the client's own word is taken.
 */
export const toInboundMessage = (
  activity: ClientActivity,
  conversation: { conversationKey: string; userId?: string | undefined },
): InboundMessage | undefined => {
  if (activity.type !== 'message') return undefined;
  const event = toEvent(activity);
  const userId = conversation.userId ?? claimedUserId(activity.from?.id);
  const fields: EntryFields = {
    ...(userId !== undefined && { userId }),
    ...(activity.channelData && { channelData: activity.channelData }),
    ...(event.type === 'sent' && { sent: event.what }),
  };
  return {
    conversationKey: conversation.conversationKey,
    channel: 'directline',
    onlyIfStarted: true,
    id: toMessageId(activity.channelData),
    event,
    echo: { type: 'message', fields: { ...fields } },
  };
};
