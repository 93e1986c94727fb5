/**
 * Record of a conversation, one Redis string: a line in clear, which scripts compare, then the marks of handled
 * messages, then the sealed part. What is in clear is not personal.
 */
import { hash } from 'node:crypto';
import type { DialogState, EpochMs } from '../../../dialogs/types';
import type { Handoff } from '../../handoff/handoff';
import type { MessageRate } from '../conversations/messageRate';
import { keys } from '../keys';
import { decode, encode } from './coding';
import type { Page } from './pages';
import type { Sealer } from './seal';

/** Transcript positions of an earlier answer. `echo` is 0 where the user has no entry. */
export interface AnswerPositions {
  echo: number;
  first: number;
  last: number;
}

/** Decoded record; its sealed part is still sealed. */
export interface ConversationRecord {
  version: number;
  /** Position of the transcript's last entry. Trimmed entries count. */
  seq: number;
  /** Time of the last turn. */
  at: EpochMs;
  rate: MessageRate;
  applicationNos: string[];
  /** Marks of handled messages, oldest first; see `markHandled`. */
  handled: Buffer;
  sealed: Buffer;
}

/** Sealed part of a record. Its field names are part of FORMAT. */
export interface Sealed {
  state: DialogState;
  /** Newest page of the transcript. */
  page: Page;
  /** Channel of the user's last message. */
  channel: string;
  /** The channel's conversation reference, for pushes. */
  ref: unknown;
  /** The open hand-off. */
  handoff: Handoff | undefined;
}

/**
 * Opens the sealed part.
 * @throws DeskError data_unreadable
 */
export const openSealed = (sealed: Buffer, conversationKey: string, sealer: Sealer): Sealed =>
  decode(sealer.open(sealed, keys.conversation(conversationKey)));

/** Seals the sealed part. */
export const sealRecord = (inside: Sealed, conversationKey: string, sealer: Sealer): Buffer =>
  sealer.seal(encode(inside), keys.conversation(conversationKey));

const NEWLINE = 0x0a;

/**
 * Length of an etag in bytes: the authentication tag of the seal, with which a record ends. No two records share one,
 * not even two of the same version after Redis has lost the first.
 */
export const ETAG_BYTES = 16;

/** Etag of a record, for compare-and-set: one byte a character, empty where there is no record. */
export const etagOf = (record: Buffer): string => record.subarray(-ETAG_BYTES).toString('latin1');

/**
 * Layout: `VERSION SEQ AT SINCE COUNT LENGTH NO,NO…\n`, then LENGTH bytes of `handled`, then the sealed part. SINCE and
 * COUNT are the message rate.
 */
export const encodeRecord = ({ version, seq, at, rate, applicationNos, handled, sealed }: ConversationRecord): Buffer =>
  Buffer.concat([
    Buffer.from(`${version} ${seq} ${at} ${rate.since} ${rate.count} ${handled.length} ${applicationNos.join(',')}\n`),
    handled,
    sealed,
  ]);

/** Inverse of `encodeRecord`. Nothing is checked. */
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

/**
 * A mark has seven bytes: six of the SHA-256 of the message's id, then the number of the turn's entries, shifted left
 * by one, with bit 0 set where the first entry is the echo.
 */
const ID_BYTES = 6;
const MARK_BYTES = ID_BYTES + 1;

/** Marks kept: a message is recognised as a duplicate for the next 127 messages. */
const MAX_MARKS = 128;

const hashOf = (messageId: string): Buffer => hash('sha256', messageId, 'buffer').subarray(0, ID_BYTES);

/** `handled` with one mark more; the oldest is dropped beyond MAX_MARKS. `count` is at most 127. */
export const markHandled = (
  handled: Buffer,
  messageId: string,
  { count, echoed }: { count: number; echoed: boolean },
): Buffer => {
  const made = Buffer.of((count << 1) | (echoed ? 1 : 0));
  return Buffer.concat([handled.subarray(-MARK_BYTES * (MAX_MARKS - 1)), hashOf(messageId), made]);
};

/**
 * Positions of the answer to a message in a transcript of `seq` entries; undefined where it was not handled, or its
 * mark was dropped.
 */
export const findHandled = (
  { handled, seq }: { handled: Buffer; seq: number },
  messageId: string,
): AnswerPositions | undefined => {
  const id = hashOf(messageId);
  let found = handled.lastIndexOf(id);
  // A match that straddles two marks is none.
  while (found % MARK_BYTES > 0) found = handled.lastIndexOf(id, found - 1);
  if (found < 0) return undefined;
  let last = seq;
  for (let at = handled.length - MARK_BYTES; at > found; at -= MARK_BYTES) last -= (handled[at + ID_BYTES] ?? 0) >> 1;
  const made = handled[found + ID_BYTES] ?? 0;
  const first = last - (made >> 1) + 1;
  return { echo: made & 1 ? first : 0, first, last };
};

/** Sealed part of a record, for key rotation. */
export const sealedPartOfConversation = (bytes: Buffer, key: string) => {
  const record = decodeRecord(bytes);
  return {
    sealed: record.sealed,
    boundTo: key,
    withSealed: (sealed: Buffer): Buffer => encodeRecord({ ...record, sealed }),
  };
};
