/** The transcript as it is stored: turns, a few to a page. The newest page lies in the conversation's record, the others in its log. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { EpochMs } from '../../../dialogs/types';
import { keys } from '../keys';
import { Coded, decode, encode } from './coding';
import type { Sealer } from './seal';
import { lengthOf, type TranscriptTurn } from './turns';

export interface Page {
  /** Position of the first entry. */
  first: number;
  /** Coded, since a turn adds to the page without looking at what is in it. */
  turns: Coded<TranscriptTurn>[];
}

/** More turns to a page take fewer bytes in the log, and more time each turn. */
const TURNS_A_PAGE = 8;
/** Pages kept in the log: the last 2,000 turns. */
export const MAX_PAGES = 250;

/** Page of a conversation in which nothing has been said. */
export const emptyPage = (first = 1): Page => ({ first, turns: [] });

/** The page with one more turn, whose first entry is at position `first`; and the full page that goes to the log. */
export const addTurn = (page: Page, turn: TranscriptTurn, first: number): { page: Page; full?: Page } => {
  if (lengthOf(turn) === 0) return { page };
  const added = Coded.of(turn);
  if (page.turns.length < TURNS_A_PAGE) return { page: { ...page, turns: [...page.turns, added] } };
  return { page: { first, turns: [added] }, full: page };
};

/** The page without turns before `before`; turns lie in the order of their time. */
export const withoutOld = (page: Page, before: EpochMs): Page => {
  const turns = page.turns.map((turn) => turn.read());
  const young = turns.findIndex(({ at }) => at >= before);
  const old = turns.slice(0, young === -1 ? turns.length : young);
  const entries = old.reduce((sum, turn) => sum + lengthOf(turn), 0);
  return { first: page.first + entries, turns: page.turns.slice(old.length) };
};

/** A page of the log is bound to its conversation and to the position of its first entry. */
const bindingOf = (logKey: string, first: number): string => `${logKey}#${first}`;

/** Bytes in clear in front of a page: the position of its first entry, big-endian. */
const HEAD_BYTES = 4;

/** A page as it lies in the log: the position of its first entry in clear, the rest deflated and sealed. */
export const sealPage = ({ first, turns }: Page, conversationKey: string, sealer: Sealer): Buffer => {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(first);
  return Buffer.concat([head, sealer.seal(deflateRawSync(encode(turns)), bindingOf(keys.log(conversationKey), first))]);
};

/** Position of the first entry of a page of the log. */
export const firstOf = (page: Buffer): number => page.readUInt32BE(0);

/** @throws DeskError data_unreadable */
export const openPage = (page: Buffer, conversationKey: string, sealer: Sealer): Page => {
  const first = firstOf(page);
  const deflated = sealer.open(page.subarray(HEAD_BYTES), bindingOf(keys.log(conversationKey), first));
  return { first, turns: decode(inflateRawSync(deflated)) };
};

/** The sealed part of a page of the log, for sealing it anew: its bytes, what they are bound to, and the page with other bytes. */
export const sealedPartOfPage = (page: Buffer, logKey: string) => ({
  sealed: page.subarray(HEAD_BYTES),
  boundTo: bindingOf(logKey, firstOf(page)),
  withSealed: (sealed: Buffer): Buffer => Buffer.concat([page.subarray(0, HEAD_BYTES), sealed]),
});
