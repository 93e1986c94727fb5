import { hash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { UserEvent, UserMessage } from '../../../conversation';
import { attachmentsSchema, MAX_TEXT, toMedia } from '../../incoming';
import type { EntryFields } from './activities';
import { DirectLineFault } from '../faults';

/** Limit of `channelData` as JSON, in UTF-16 code units. It is stored with each message. */
const MAX_CHANNEL_DATA = 16 * 1024;

/**
 * Fields that are read of a client's activity. Sender, recipient, conversation, id, time and service URL are set by
 * this server.
 */
const activitySchema = z.object({
  type: z.string().min(1).max(64),
  from: z.object({ id: z.string().max(256).optional(), role: z.string().optional() }).optional(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  attachments: attachmentsSchema,
  channelData: z.record(z.string(), z.unknown()).nullish(),
});
type ClientActivity = z.infer<typeof activitySchema>;

/** Activity types that would speak for the bot or the channel. */
const REFUSED_TYPES = new Set([
  'conversationUpdate',
  'invoke',
  'invokeResponse',
  'messageUpdate',
  'messageDelete',
  'contactRelationUpdate',
]);

/**
 * Parses a client's activity.
 * @throws DirectLineFault bad_activity, activity_refused or too_large
 */
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

/** Text of a message or of a pressed button: imBack sends text, postBack and messageBack text or a string value. */
const toEvent = ({ text, value, attachments }: ClientActivity): UserEvent => {
  const [attachment] = attachments ?? [];
  if (attachment) return { type: 'sent', what: toMedia(attachment.contentType) };
  const said = text?.trim() ? text : typeof value === 'string' ? value : '';
  if (said.trim() === '') return { type: 'sent', what: 'empty' };
  return said.length > MAX_TEXT ? { type: 'sent', what: 'too_long' } : { type: 'said', text: said };
};

/**
 * Idempotency key: the client's `clientActivityID`, hashed, so that it is short and cannot imitate another id; random
 * without one.
 */
const toMessageId = (channelData: ClientActivity['channelData']): string => {
  const clientId = channelData?.['clientActivityID'];
  if (typeof clientId !== 'string' || clientId === '') return `server-${randomUUID()}`;
  return `client-${hash('sha256', clientId).slice(0, 40)}`;
};

/** User id as the client states it. Ids with the prefix `dl_` are refused: only a token can carry one. */
const claimedUserId = (id: string | undefined): string | undefined => (id && !id.startsWith('dl_') ? id : undefined);

/**
 * Converts a client's activity to a message for the turn. Undefined for types that are accepted without effect (typing,
 * event). `userId` is the token's; where it has none, the client's is used.
 */
export const toInboundMessage = (
  activity: ClientActivity,
  conversation: { conversationKey: string; userId?: string | undefined },
): UserMessage | undefined => {
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
