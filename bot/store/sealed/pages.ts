/**
 * Stored form of a transcript: pages of eight turns. The newest page is part of the conversation's record, the others
 * form its log.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { EpochMs } from '../../../dialogs/types';
import { keys } from '../keys';
import { Coded, decode, encode } from './coding';
import type { Sealer } from './seal';
import { lengthOf, type TranscriptTurn } from './turns';

/** Consecutive turns of a transcript. */
export interface Page {
  /** Position of the first entry. */
  first: number;
  /** Encoded, since a turn is added without reading the others. */
  turns: Coded<TranscriptTurn>[];
}

/** Turns on a page. More would take fewer bytes in the log, and more time for each turn. */
const TURNS_A_PAGE = 8;
/** Pages in the log: the last 2,000 turns. */
export const MAX_PAGES = 250;

/** A page without turns. */
export const emptyPage = (first = 1): Page => ({ first, turns: [] });

/**
 * The page with one more turn, whose first entry is at position `first`. A full page is returned as `full`, for the
 * log.
 */
export const addTurn = (page: Page, turn: TranscriptTurn, first: number): { page: Page; full?: Page } => {
  if (lengthOf(turn) === 0) return { page };
  const added = Coded.of(turn);
  if (page.turns.length < TURNS_A_PAGE) return { page: { ...page, turns: [...page.turns, added] } };
  return { page: { first, turns: [added] }, full: page };
};

/** The page without turns before `before`. Turns are ordered by time. */
export const withoutOld = (page: Page, before: EpochMs): Page => {
  const turns = page.turns.map((turn) => turn.read());
  const young = turns.findIndex(({ at }) => at >= before);
  const old = turns.slice(0, young === -1 ? turns.length : young);
  const entries = old.reduce((sum, turn) => sum + lengthOf(turn), 0);
  return { first: page.first + entries, turns: page.turns.slice(old.length) };
};

/** A page is bound to its conversation and to the position of its first entry, see `Sealer.seal`. */
const bindingOf = (logKey: string, first: number): string => `${logKey}#${first}`;

/** Head in clear: the position of the first entry, 32 bits, big-endian. */
const HEAD_BYTES = 4;

/** Stored form of a page: the head in clear, the turns deflated and sealed. */
export const sealPage = ({ first, turns }: Page, conversationKey: string, sealer: Sealer): Buffer => {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(first);
  return Buffer.concat([head, sealer.seal(deflateRawSync(encode(turns)), bindingOf(keys.log(conversationKey), first))]);
};

/** Position of a stored page's first entry. */
export const firstOf = (page: Buffer): number => page.readUInt32BE(0);

/**
 * Opens a stored page.
 * @throws DeskError data_unreadable
 */
export const openPage = (page: Buffer, conversationKey: string, sealer: Sealer): Page => {
  const first = firstOf(page);
  const deflated = sealer.open(page.subarray(HEAD_BYTES), bindingOf(keys.log(conversationKey), first));
  return { first, turns: decode(inflateRawSync(deflated)) };
};

/** Sealed part of a stored page, for key rotation. */
export const sealedPartOfPage = (page: Buffer, logKey: string) => ({
  sealed: page.subarray(HEAD_BYTES),
  boundTo: bindingOf(logKey, firstOf(page)),
  withSealed: (sealed: Buffer): Buffer => Buffer.concat([page.subarray(0, HEAD_BYTES), sealed]),
});
