import { z } from 'zod';
import type { InboundActivity } from './inboundActivity';

const repliedToSchema = z.object({
  /** Absent where the channel's activity had no id. */
  activityId: z.string().optional(),
});

/** What a reply needs of the activity it answers. Stored in the fields of the user's entry. */
export type RepliedTo = z.infer<typeof repliedToSchema>;

/** Fields to store for an inbound activity. */
export const toRepliedTo = ({ id }: InboundActivity): RepliedTo => (id ? { activityId: id } : {});

/** Parses stored fields; empty where they are not valid. */
export const parseRepliedTo = (fields: unknown): RepliedTo => repliedToSchema.catch({}).parse(fields);
