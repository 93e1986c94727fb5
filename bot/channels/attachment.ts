import type { Attachment } from '../../dialogs/types';

/** A file as both protocols carry it: small, so it lies in its own address and nothing has to be kept for fetching it. */
export interface ActivityAttachment {
  name: string;
  contentType: string;
  /** `data:` with base64 of UTF-8. */
  contentUrl: string;
}

export const toActivityAttachment = ({ name, contentType, content }: Attachment): ActivityAttachment => ({
  name,
  contentType,
  contentUrl: `data:${contentType};charset=utf-8;base64,${Buffer.from(content, 'utf8').toString('base64')}`,
});
