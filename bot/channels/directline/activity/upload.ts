import { DirectLineFault } from '../faults';
import { parseJson } from './json';

/** Only what a client says of its files is read; of the files themselves nothing is kept, not even for the length of the turn. */
const ACTIVITY_PART = 'activity';

type Part = ReturnType<FormData['get']>;
const isFile = (part: Part): part is Exclude<Part, string | null> => part !== null && typeof part !== 'string';

const parseParts = async (contentType: string, body: Buffer): Promise<FormData> => {
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated for bodies of any size; this one is whole and at most 4 MB
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw new DirectLineFault('bad_request');
  }
};

/** The activity as the client wrote it, with an attachment for each file it forgot to name. */
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
 * Body of an upload as one activity with attachments: the multipart form of the official clients (part `activity`, parts `file`),
 * or one raw file. The bot takes no pictures; the dialogue says so, and it can do that without the bytes.
 * Throws `DirectLineFault` bad_request or bad_json.
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
