/**
 * How a conversation lies in Redis: one string, a line in clear that scripts can compare, then which messages were handled, then
 * the rest sealed. Nothing in clear is personal.
 */
import { createHash } from 'node:crypto';
import type { DialogState, EpochMs } from '../../dialogs/types';
import type { Handoff } from '../handoff';
import type { MessageRate } from '../messageRate';
import { keys } from './keys';
import type { Page } from './pages';
import type { Sealer } from './seal';

/** Where a message handled before was answered: positions in the transcript; `echo` is 0 where nothing was echoed. */
export interface Answered {
  echo: number;
  first: number;
  last: number;
}

export interface ConversationRecord {
  version: number;
  /** Length of the transcript, counting what has been trimmed. */
  seq: number;
  /** When the last turn was. */
  at: EpochMs;
  rate: MessageRate;
  applicationNos: string[];
  /** Which messages were handled, oldest first; see `markDone`. */
  done: Buffer;
  sealed: Buffer;
}

/** What is sealed in it. */
export interface Sealed {
  state: DialogState;
  /** The newest page of the transcript. */
  page: Page;
  channel: string;
  /** The channel's conversation reference, where it is pushed to. */
  ref?: unknown;
  /** The request for a person that is open. */
  handoff?: Handoff;
}

export const openSealed = (sealed: Buffer, conversationKey: string, sealer: Sealer): Sealed =>
  sealer.open<Sealed>(sealed, keys.conversation(conversationKey));

const NEWLINE = 0x0a;

/** `VERSION SEQ AT SINCE COUNT LENGTH NO,NO…\n` (SINCE and COUNT of the rate), LENGTH bytes of `done`, and what is sealed. */
export const encodeRecord = ({
  version,
  seq,
  at,
  rate,
  applicationNos,
  done,
  sealed,
}: ConversationRecord): Buffer =>
  Buffer.concat([Buffer.from(`${version} ${seq} ${at} ${rate.since} ${rate.count} ${done.length} ${applicationNos.join(',')}\n`), done, sealed]);

export const decodeRecord = (bytes: Buffer): ConversationRecord => {
  const end = bytes.indexOf(NEWLINE);
  const [version, seq, at, since, count, length, nos = ''] = bytes.toString('latin1', 0, end).split(' ');
  const sealedFrom = end + 1 + Number(length);
  return {
    version: Number(version),
    seq: Number(seq),
    at: Number(at),
    rate: { since: Number(since), count: Number(count) },
    applicationNos: nos === '' ? [] : nos.split(','),
    done: bytes.subarray(end + 1, sealedFrom),
    sealed: bytes.subarray(sealedFrom),
  };
};

/** A handled message: 7 bytes of its id's SHA-256, four of the position of its first entry, one of how many, one of whether it was echoed. */
const ID_BYTES = 7;
const MARK_BYTES = ID_BYTES + 4 + 1 + 1;

/** A message is recognised as a duplicate for the next 127. */
const MARKS = 128;

const hashOf = (messageId: string): Buffer => createHash('sha256').update(messageId).digest().subarray(0, ID_BYTES);

/** `done` with one message more, and without the oldest where there are too many. */
export const markDone = (
  done: Buffer,
  messageId: string,
  { first, count, echoed }: { first: number; count: number; echoed: boolean },
): Buffer => {
  const mark = Buffer.alloc(MARK_BYTES);
  hashOf(messageId).copy(mark);
  mark.writeUInt32BE(first, ID_BYTES);
  mark.writeUInt8(Math.min(count, 0xff), ID_BYTES + 4);
  mark.writeUInt8(echoed ? 1 : 0, ID_BYTES + 5);
  return Buffer.concat([done.subarray(-MARK_BYTES * (MARKS - 1)), mark]);
};

export const findDone = (done: Buffer, messageId: string): Answered | undefined => {
  const hash = hashOf(messageId);
  for (let at = done.length - MARK_BYTES; at >= 0; at -= MARK_BYTES) {
    if (hash.compare(done, at, at + ID_BYTES) !== 0) continue;
    const first = done.readUInt32BE(at + ID_BYTES);
    const count = done.readUInt8(at + ID_BYTES + 4);
    return { echo: done[at + ID_BYTES + 5] === 1 ? first : 0, first, last: first + count - 1 };
  }
  return undefined;
};
