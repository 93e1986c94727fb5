/** The transcript as it is stored: turns, a few of them to a page. The newest page lies in the conversation's record, the others in its log. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { EpochMs, Reply } from '../../../dialogs/types';
import { Coded, decode, encode } from './coding';
import { keys } from '../keys';
import { TYPICAL_TURNS } from './pages.data';
import type { Sealer } from './seal';

/** What one turn added: the user's own entry, if the channel reads it back, then the bot's. */
export interface TranscriptTurn {
  at: EpochMs;
  /** Activity type, and fields given back unchanged; `text` masked. */
  user?: { type: string; text?: string; fields: Record<string, unknown> };
  /** Keys of the wording and what is filled in. */
  replies: Reply[];
  /** Version of the wording they are to be read with, see wordings.ts. */
  wording: string;
}

export interface Page {
  /** Position of the first entry. */
  first: number;
  /** Coded, since a turn adds to the page without looking at what is in it. */
  turns: Coded<TranscriptTurn>[];
}

/** More turns to a page take fewer bytes, and more time each turn. */
const TURNS_A_PAGE = 8;
/** Pages kept in the log: the last 2,000 turns. */
export const PAGES = 250;

export const lengthOf = ({ user, replies }: TranscriptTurn): number => (user ? 1 : 0) + replies.length;

/** The page with one more turn, whose first entry is at position `first`; and the page that is full and goes to the log. */
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

/** Eight turns that are alike deflate well, and better beside what most people say. */
const DEFLATION = { dictionary: encode(TYPICAL_TURNS.map((turn) => Coded.of(turn))) };

const placeOf = (conversationKey: string, first: number): string => `${keys.log(conversationKey)}#${first}`;

/** A page as it lies in the log: the position of its first entry in clear, the rest deflated and sealed for that position. */
export const sealPage = ({ first, turns }: Page, conversationKey: string, sealer: Sealer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(first);
  return Buffer.concat([head, sealer.seal(deflateRawSync(encode(turns), DEFLATION), placeOf(conversationKey, first))]);
};

export const firstOf = (sealed: Buffer): number => sealed.readUInt32BE(0);

export const openPage = (sealed: Buffer, conversationKey: string, sealer: Sealer): Page => {
  const first = firstOf(sealed);
  const deflated = sealer.open(sealed.subarray(4), placeOf(conversationKey, first));
  return { first, turns: decode(inflateRawSync(deflated, DEFLATION)) };
};
