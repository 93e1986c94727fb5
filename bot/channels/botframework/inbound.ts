import { hash, randomUUID } from 'node:crypto';
import type { UserEvent, UserMessage } from '../../conversation';
import { MAX_TEXT, toMedia } from '../incoming';
import { toRepliedTo } from './repliedTo';
import type { InboundActivity } from './inboundActivity';
import { toReference } from './reference';

/**
 * `bf-<channel>-<hash>`. The channel's own id is hashed: it has any length and alphabet, and may reveal who the user
 * is.
 */
export function toConversationKey({
  channelId,
  conversation,
}: Pick<InboundActivity, 'channelId' | 'conversation'>): string {
  return `bf-${channelId.replace(/[^a-z0-9]/gi, '')}-${hash('sha256', `${channelId}\n${conversation.id}`, 'base64url')}`;
}

/**
 * Converts an activity to a message for the turn. Undefined for types that are accepted without effect (typing, event,
 * ping), and for group conversations, where other members would read the applicant's data.
 */
export function toInboundMessage(activity: InboundActivity): UserMessage | undefined {
  const event = toEvent(activity);
  if (!event || activity.conversation.isGroup) return undefined;
  return {
    conversationKey: toConversationKey(activity),
    channel: activity.channelId,
    id: toMessageId(activity.id),
    event,
    echo: {
      type: activity.type,
      fields: { ...toRepliedTo(activity), ...(event.type === 'sent' && { sent: event.what }) },
    },
    answer: activity.deliveryMode === 'expectReplies' ? 'response' : 'pushed',
    reference: toReference(activity),
  };
}

function toEvent(activity: InboundActivity): UserEvent | undefined {
  switch (activity.type) {
    case 'conversationUpdate':
      return activity.membersAdded?.some(({ id }) => id !== activity.recipient.id) ? { type: 'arrived' } : undefined;
    case 'message':
      return toMessageEvent(activity);
    default:
      return undefined;
  }
}

function toMessageEvent({ text, value, attachments }: InboundActivity): UserEvent {
  const said = [text, valueText(value)].find((candidate) => candidate?.trim()) ?? '';
  if (said.length > MAX_TEXT) return { type: 'sent', what: 'too_long' };
  if (said) return { type: 'said', text: said };
  const [attachment] = attachments ?? [];
  return { type: 'sent', what: attachment ? toMedia(attachment.contentType) : 'empty' };
}

/** Text of a pressed button: postBack and messageBack send a string, a card an object with its inputs. */
function valueText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const { text, value: inner } = value as { text?: unknown; value?: unknown };
  return [text, inner].find((candidate) => typeof candidate === 'string');
}

/**
 * Idempotency key: the channel's activity id, hashed beyond 100 characters. An activity without an id gets a random
 * one, so its repetition is not recognised.
 */
function toMessageId(id: string | null | undefined): string {
  if (!id) return `unnamed-${randomUUID()}`;
  return id.length <= 100 ? `activity-${id}` : `activity-${hash('sha256', id)}`;
}
