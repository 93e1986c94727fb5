/** The transcript as it is stored: turns, a few of them to a page. The newest page lies in the conversation's record, the others in its log. */
import type { EpochMs, Reply } from '../../dialogs/types';
import { keys } from './keys';
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
  turns: TranscriptTurn[];
}

/** More turns to a page take fewer bytes, and more time each turn. */
const TURNS_A_PAGE = 8;
/** Pages kept in the log: the last 2,000 turns. */
export const PAGES = 250;

export const lengthOf = ({ user, replies }: TranscriptTurn): number => (user ? 1 : 0) + replies.length;

const entriesIn = ({ turns }: Page): number => turns.reduce((sum, turn) => sum + lengthOf(turn), 0);

/** The page with one more turn, and the page that is full and goes to the log. */
export const addTurn = (page: Page, turn: TranscriptTurn): { page: Page; full?: Page } => {
  if (lengthOf(turn) === 0) return { page };
  if (page.turns.length < TURNS_A_PAGE) return { page: { ...page, turns: [...page.turns, turn] } };
  return { page: { first: page.first + entriesIn(page), turns: [turn] }, full: page };
};

/** The page without turns before `before`; turns lie in the order of their time. */
export const withoutOld = (page: Page, before: EpochMs): Page => {
  const young = page.turns.findIndex(({ at }) => at >= before);
  const old = page.turns.slice(0, young === -1 ? page.turns.length : young);
  return { first: page.first + entriesIn({ ...page, turns: old }), turns: page.turns.slice(old.length) };
};

const placeOf = (conversationKey: string, first: number): string => `${keys.log(conversationKey)}#${first}`;

/** A page as it lies in the log: the position of its first entry in clear, the rest sealed for that position. */
export const sealPage = ({ first, turns }: Page, conversationKey: string, sealer: Sealer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(first);
  return Buffer.concat([head, sealer.seal(turns, placeOf(conversationKey, first))]);
};

export const firstOf = (sealed: Buffer): number => sealed.readUInt32BE(0);

export const openPage = (sealed: Buffer, conversationKey: string, sealer: Sealer): Page => {
  const first = firstOf(sealed);
  return { first, turns: sealer.open(sealed.subarray(4), placeOf(conversationKey, first)) };
};
