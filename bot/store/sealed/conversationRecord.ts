/**
 * A conversation as it lies in Redis: one string. A line in clear, which scripts can compare, the marks of handled messages, then the
 * sealed part. Nothing in clear is personal.
 */
import { hash } from 'node:crypto';
import type { DialogState, EpochMs } from '../../../dialogs/types';
import type { Handoff } from '../../handoff/handoff';
import type { MessageRate } from '../conversations/messageRate';
import { keys } from '../keys';
import { decode, encode } from './coding';
import type { Page } from './pages';
import type { Sealer } from './seal';

/** Positions at which a message handled before was answered; `echo` is 0 where nothing was echoed. */
export interface AnswerPositions {
  echo: number;
  first: number;
  last: number;
}

export interface ConversationRecord {
  version: number;
  /** Length of the transcript, trimmed entries included. */
  seq: number;
  /** Time of the last turn. */
  at: EpochMs;
  rate: MessageRate;
  applicationNos: string[];
  /** Marks of the handled messages, oldest first; see `markHandled`. */
  handled: Buffer;
  sealed: Buffer;
}

/** The sealed part of a conversation's record. */
export interface Sealed {
  state: DialogState;
  /** The newest page of the transcript. */
  page: Page;
  /** Channel that the user was last heard through. */
  channel: string;
  /** The channel's conversation reference, where it is pushed to. */
  ref: unknown;
  /** The open request for a person. */
  handoff: Handoff | undefined;
}

/** @throws DeskError data_unreadable */
export const openSealed = (sealed: Buffer, conversationKey: string, sealer: Sealer): Sealed =>
  decode(sealer.open(sealed, keys.conversation(conversationKey)));

export const sealRecord = (inside: Sealed, conversationKey: string, sealer: Sealer): Buffer =>
  sealer.seal(encode(inside), keys.conversation(conversationKey));

const NEWLINE = 0x0a;

/** A record ends with the tag of its seal, which no other record has: not even one of the same version, written after Redis lost the first. */
export const ETAG_BYTES = 16;

/** Etag of a record, for compare-and-set: one byte a character, empty where there is no record. */
export const etagOf = (record: Buffer): string => record.subarray(-ETAG_BYTES).toString('latin1');

/** `VERSION SEQ AT SINCE COUNT LENGTH NO,NO…\n` (SINCE and COUNT of the rate), LENGTH bytes of `handled`, then the sealed part. */
export const encodeRecord = ({ version, seq, at, rate, applicationNos, handled, sealed }: ConversationRecord): Buffer =>
  Buffer.concat([
    Buffer.from(`${version} ${seq} ${at} ${rate.since} ${rate.count} ${handled.length} ${applicationNos.join(',')}\n`),
    handled,
    sealed,
  ]);

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
    handled: bytes.subarray(end + 1, sealedFrom),
    sealed: bytes.subarray(sealedFrom),
  };
};

/** A mark: six bytes of the SHA-256 of the message's id, and one of how many entries its turn made and whether the first is its echo. */
const ID_BYTES = 6;
const MARK_BYTES = ID_BYTES + 1;

/** A message is recognised as a duplicate for the next 127 messages. */
const MAX_MARKS = 128;

const hashOf = (messageId: string): Buffer => hash('sha256', messageId, 'buffer').subarray(0, ID_BYTES);

/** `handled` with one message more, and without the oldest where there are too many. `count` is at most 127. */
export const markHandled = (
  handled: Buffer,
  messageId: string,
  { count, echoed }: { count: number; echoed: boolean },
): Buffer => {
  const made = Buffer.of((count << 1) | (echoed ? 1 : 0));
  return Buffer.concat([handled.subarray(-MARK_BYTES * (MAX_MARKS - 1)), hashOf(messageId), made]);
};

/** Where the message was answered in a transcript of `seq` entries; undefined for one that was not handled, or no longer known. */
export const findHandled = (
  { handled, seq }: { handled: Buffer; seq: number },
  messageId: string,
): AnswerPositions | undefined => {
  const id = hashOf(messageId);
  let found = handled.lastIndexOf(id);
  // The same bytes across two marks are no mark.
  while (found % MARK_BYTES > 0) found = handled.lastIndexOf(id, found - 1);
  if (found < 0) return undefined;
  let last = seq;
  for (let at = handled.length - MARK_BYTES; at > found; at -= MARK_BYTES) last -= (handled[at + ID_BYTES] ?? 0) >> 1;
  const made = handled[found + ID_BYTES] ?? 0;
  const first = last - (made >> 1) + 1;
  return { echo: made & 1 ? first : 0, first, last };
};

/** The sealed part of a conversation's record, for sealing it anew. */
export const sealedPartOfConversation = (bytes: Buffer, key: string) => {
  const record = decodeRecord(bytes);
  return {
    sealed: record.sealed,
    boundTo: key,
    withSealed: (sealed: Buffer): Buffer => encodeRecord({ ...record, sealed }),
  };
};
