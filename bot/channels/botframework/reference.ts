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

/** Where pushes for a conversation go. Stored sealed; taken anew from each activity, for an Emulator's port changes with each start. */
export type Reference = z.infer<typeof referenceSchema>;

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

/** @throws DeskError data_unreadable for anything that toReference did not make */
export function parseReference(stored: unknown): Reference {
  const parsed = referenceSchema.safeParse(stored);
  if (parsed.success) return parsed.data;
  throw new DeskError('data_unreadable', 'The conversation reference of a Bot Framework channel is not valid');
}
