/** Shared by the channels that receive activities. */
import { z } from 'zod';
import type { SentKind } from '../../dialogs/types';

/**
 * Maximum length of a message in UTF-16 code units. A longer message is not stored; the dialogue says that it is too
 * long.
 */
export const MAX_TEXT = 10_000;

/** Attachments of an activity. Only their media type is read. */
export const attachmentsSchema = z
  .array(z.object({ contentType: z.string().max(256).nullish() }))
  .max(100)
  .nullish();

const MEDIA = ['image', 'audio', 'video'] as const;

/** Kind of an attachment by its media type; `file` for all others. */
export const toMedia = (contentType: string | null | undefined): SentKind =>
  MEDIA.find((media) => contentType?.toLowerCase().startsWith(`${media}/`)) ?? 'file';
