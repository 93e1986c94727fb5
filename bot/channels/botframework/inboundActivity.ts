import { z } from 'zod';
import { DeskError } from '../../errors';
import { attachmentsSchema } from '../incoming';

const id = z.string().min(1).max(1024);
const account = z.object({ id, name: z.string().nullish(), role: z.string().nullish() });

/** The fields that are read; none of them is trusted. Ids are opaque. */
const inboundActivitySchema = z.object({
  type: z.string().min(1).max(64),
  id: z.string().max(1024).nullish(),
  channelId: z.string().min(1).max(64),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(2048),
  conversation: z.object({
    id,
    name: z.string().nullish(),
    isGroup: z.boolean().nullish(),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
  }),
  from: account,
  recipient: account,
  locale: z.string().max(64).nullish(),
  deliveryMode: z.string().max(64).nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  attachments: attachmentsSchema,
  membersAdded: z
    .array(z.object({ id: z.string().max(1024) }))
    .max(1000)
    .nullish(),
});

/** Activity that a Bot Framework channel posts to `/api/messages`. */
export type InboundActivity = z.infer<typeof inboundActivitySchema>;

/**
 * Parses a request body.
 * @throws DeskError invalid_request that names the first field at fault
 */
export function parseInboundActivity(body: unknown): InboundActivity {
  const parsed = inboundActivitySchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new DeskError('invalid_request', `Activity field ${issue?.path.join('.') || '(body)'} is missing or not valid`);
}
