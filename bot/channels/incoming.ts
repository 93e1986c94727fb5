/** What channels that speak activities have in common on the way in. */
import { z } from 'zod';
import type { SentKind } from '../../dialogs/types';

/** Longest text of a message in code units; a longer one is answered by the dialogue, not stored. */
export const MAX_TEXT = 10_000;

/** Attachments of an activity: only their media type is read. */
export const attachmentsSchema = z
  .array(z.object({ contentType: z.string().max(256).nullish() }))
  .max(100)
  .nullish();

const MEDIA = ['image', 'audio', 'video'] as const;

/** What an attachment is, by its media type. */
export const toMedia = (contentType: string | null | undefined): SentKind =>
  MEDIA.find((media) => contentType?.toLowerCase().startsWith(`${media}/`)) ?? 'file';
