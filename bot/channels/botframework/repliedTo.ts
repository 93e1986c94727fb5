import { z } from 'zod';
import type { InboundActivity } from './inboundActivity';

const repliedToSchema = z.object({
  /** Absent where the channel gave it none. */
  activityId: z.string().optional(),
});

/** What an answer must know of the activity it answers; kept with the user's entry in the transcript. */
export type RepliedTo = z.infer<typeof repliedToSchema>;

export const toRepliedTo = ({ id }: InboundActivity): RepliedTo => (id ? { activityId: id } : {});

/** Reads it back from the entry's fields. */
export const parseRepliedTo = (fields: unknown): RepliedTo => repliedToSchema.catch({}).parse(fields);
