import { z } from 'zod';
import { DeskError } from '../../errors';
import type { InboundActivity } from './inboundActivity';

const account = z.object({ id: z.string(), name: z.string().optional() });

const referenceSchema = z.object({
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: z.object({ id: z.string(), conversationType: z.string().optional(), tenantId: z.string().optional() }),
  user: account,
  bot: account,
  locale: z.string().optional(),
});

/**
 * Conversation reference (Bot Framework's ConversationReference): the address of pushes. Stored sealed. Each activity
 * replaces it, since the Emulator's port changes with every start.
 */
export type Reference = z.infer<typeof referenceSchema>;

/** Conversation reference of an inbound activity. */
export function toReference(activity: InboundActivity): Reference {
  const { conversation, from, recipient } = activity;
  return {
    channelId: activity.channelId,
    serviceUrl: activity.serviceUrl,
    conversation: {
      id: conversation.id,
      ...(conversation.conversationType && { conversationType: conversation.conversationType }),
      ...(conversation.tenantId && { tenantId: conversation.tenantId }),
    },
    user: { id: from.id, ...(from.name && { name: from.name }) },
    bot: { id: recipient.id, ...(recipient.name && { name: recipient.name }) },
    ...(activity.locale && { locale: activity.locale }),
  };
}

/**
 * Parses a stored reference.
 * @throws DeskError data_unreadable where it is none
 */
export function parseReference(stored: unknown): Reference {
  const parsed = referenceSchema.safeParse(stored);
  if (parsed.success) return parsed.data;
  throw new DeskError('data_unreadable', 'The conversation reference of a Bot Framework channel is not valid');
}
