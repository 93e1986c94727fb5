import type { PositionedEntry, Transcripts } from '../../conversation';
import { DirectLineFault } from './faults';

/** Greater than any position. */
const END = 1e12;

/**
 * Entries after `position`. A watermark beyond the end belongs to a conversation that has since been forgotten and begun anew under
 * the same id; it is read from the beginning.
 */
export const readSince = async (
  transcripts: Transcripts,
  conversationKey: string,
  position: number,
): Promise<{ entries: PositionedEntry[]; last: number }> => {
  const read = await transcripts.read(conversationKey, position);
  return read.last < position ? transcripts.read(conversationKey, 0) : read;
};

/** Whether anything has ever been said in it. */
export const isStarted = async (transcripts: Transcripts, conversationKey: string): Promise<boolean> =>
  (await transcripts.read(conversationKey, END)).last > 0;

/** Throws `DirectLineFault` unknown_conversation where nobody has started it. */
export const requireStarted = async (transcripts: Transcripts, conversationKey: string): Promise<void> => {
  if (!(await isStarted(transcripts, conversationKey))) throw new DirectLineFault('unknown_conversation');
};
