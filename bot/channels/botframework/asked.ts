import { z } from 'zod';
import type { InboundActivity } from './inboundActivity';

const askedSchema = z.object({
  /** Absent where the channel gave it none. */
  activityId: z.string().optional(),
});

/** What an answer must know of the activity it answers; kept with the user's entry in the transcript. */
export type Asked = z.infer<typeof askedSchema>;

export const toAsked = ({ id }: InboundActivity): Asked => (id ? { activityId: id } : {});

/** Reads it back from the entry's fields. */
export const parseAsked = (fields: unknown): Asked => askedSchema.catch({}).parse(fields);
