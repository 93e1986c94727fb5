import type { PositionedEntry, Transcripts } from '../../conversation';
import { DirectLineFault } from './faults';

/** Higher than any position. */
const END = 1e12;

/**
 * Entries after `position`. A watermark beyond the end belongs to an expired conversation that has begun again under
 * the same id; it reads from the beginning.
 */
export const readSince = async (
  transcripts: Transcripts,
  conversationKey: string,
  position: number,
): Promise<{ entries: PositionedEntry[]; last: number }> => {
  const read = await transcripts.read(conversationKey, position);
  return read.last < position ? transcripts.read(conversationKey, 0) : read;
};

/** Whether the conversation has any entry, trimmed ones included. */
export const isStarted = async (transcripts: Transcripts, conversationKey: string): Promise<boolean> =>
  (await transcripts.read(conversationKey, END)).last > 0;

/**
 * Requires a started conversation.
 * @throws DirectLineFault unknown_conversation
 */
export const requireStarted = async (transcripts: Transcripts, conversationKey: string): Promise<void> => {
  if (!(await isStarted(transcripts, conversationKey))) throw new DirectLineFault('unknown_conversation');
};
