import { DirectLineFault } from '../faults';
import { parseJson } from './json';

/** Part of the form with the activity. Of files only the media type is read; their content is never stored. */
const ACTIVITY_PART = 'activity';

type Part = ReturnType<FormData['get']>;
const isFile = (part: Part): part is Exclude<Part, string | null> => part !== null && typeof part !== 'string';

const parseParts = async (contentType: string, body: Buffer): Promise<FormData> => {
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- only for unbounded bodies; this one has at most 4 MB
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw new DirectLineFault('bad_request');
  }
};

/** The client's activity, with an attachment for each file where it lists none. */
const withFiles = (activity: unknown, files: readonly { type: string }[]): unknown => {
  const given = typeof activity === 'object' && activity !== null ? activity : {};
  const named = 'attachments' in given && Array.isArray(given.attachments) && given.attachments.length > 0;
  return {
    type: 'message',
    ...given,
    ...(!named && { attachments: files.map(({ type }) => ({ contentType: type })) }),
  };
};

/**
 * Converts an upload to an activity with attachments: the multipart form of the official clients (part `activity`,
 * parts `file`), or one raw file. The dialogue answers that it takes no files, for which the content is not needed.
 * @throws DirectLineFault bad_request, bad_json or too_deep
 */
export const readUpload = async (contentType: string | undefined, body: Buffer): Promise<unknown> => {
  if (!contentType?.toLowerCase().startsWith('multipart/form-data')) {
    return { type: 'message', attachments: [{ contentType: contentType ?? 'application/octet-stream' }] };
  }
  const parts = await parseParts(contentType, body);
  const part = parts.get(ACTIVITY_PART);
  const written = isFile(part) ? await part.text() : part;
  return withFiles(written === null ? {} : parseJson(written), parts.getAll('file').filter(isFile));
};
