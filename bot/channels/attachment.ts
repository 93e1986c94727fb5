import type { Attachment } from '../../dialogs/types';

/**
 * A file as an activity attachment, in both protocols. Files are small, so the content is part of the URL and needs no
 * storage.
 */
export interface ActivityAttachment {
  name: string;
  contentType: string;
  /** `data:` URL with base64 of UTF-8. */
  contentUrl: string;
}

/** Converts a file of the dialogue to an attachment. */
export const toActivityAttachment = ({ name, contentType, content }: Attachment): ActivityAttachment => ({
  name,
  contentType,
  contentUrl: `data:${contentType};charset=utf-8;base64,${Buffer.from(content, 'utf8').toString('base64')}`,
});
