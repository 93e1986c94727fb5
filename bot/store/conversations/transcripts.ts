import type { RenderedReply } from '../../../dialogs/types';
import type { PositionedEntry, Transcripts } from '../../conversation';
import type { TranscriptNews } from './transcriptNews';
import { decodeRecord, openSealed } from '../sealed/conversationRecord';
import { keys } from '../keys';
import { firstOf, lengthOf, openPage, type Page, type TranscriptTurn } from '../sealed/pages';
import type { RedisClient } from '../redis/redis';
import type { Sealer } from '../sealed/seal';
import type { Wordings } from './wordings';

/** A turn's entries, the first of them at position `first`, the bot's as `rendered`. */
export const toEntries = (
  { at, user, replies }: TranscriptTurn,
  first: number,
  rendered: readonly RenderedReply[],
): PositionedEntry[] => {
  const echo: PositionedEntry[] = user ? [{ from: 'user', at, ...user, position: first }] : [];
  const spoken = replies.map((_, i): PositionedEntry => ({
    from: 'bot',
    at,
    type: 'message',
    ...(rendered[i] ?? { text: '', choices: [] }),
    ...(user && { replyTo: first }),
    position: first + echo.length + i,
  }));
  return [...echo, ...spoken];
};

/** Picks among the variants of the wording: as long as the transcript was before the turn. */
export const seedOf = (first: number): number => first - 1;

export interface TranscriptDeps {
  redis: RedisClient;
  sealer: Sealer;
  transcriptNews: TranscriptNews;
  wordings: Wordings;
}

export const createTranscripts = ({ redis, sealer, transcriptNews, wordings }: TranscriptDeps): Transcripts => {
  const entriesOf = async (turn: TranscriptTurn, first: number): Promise<PositionedEntry[]> => {
    const render = await wordings.renderOf(turn.wording);
    return toEntries(turn, first, render(turn.replies, seedOf(first)));
  };

  const entriesAfter = async ({ first, turns }: Page, afterPosition: number): Promise<PositionedEntry[]> => {
    const entries: PositionedEntry[] = [];
    let position = first;
    for (const coded of turns) {
      const turn = coded.read();
      const next = position + lengthOf(turn);
      if (next > afterPosition + 1) entries.push(...(await entriesOf(turn, position)));
      position = next;
    }
    return entries.filter((entry) => entry.position > afterPosition);
  };

  /** Pages of the log that hold something after `after`; whatever lies in the newest page, too, is left out. */
  const olderPages = (log: Buffer[], conversationKey: string, after: number, newest: number): Page[] => {
    const older = log.filter((sealed) => firstOf(sealed) < newest);
    const ends = [...older.slice(1).map(firstOf), newest];
    return older
      .filter((_, i) => (ends[i] ?? 0) > after + 1)
      .map((sealed) => openPage(sealed, conversationKey, sealer));
  };

  return {
    async read(conversationKey, afterPosition) {
      const after = Math.max(0, Math.trunc(afterPosition));
      const bytes = await redis.getBuffer(keys.conversation(conversationKey));
      if (!bytes) return { entries: [], last: 0 };
      const { seq, sealed } = decodeRecord(bytes);
      if (after >= seq) return { entries: [], last: seq };
      const { page } = openSealed(sealed, conversationKey, sealer);
      // Read after the record: what has left its page for the log meanwhile is in both, and nothing is in neither.
      const log = after + 1 < page.first ? await redis.lrangeBuffer(keys.log(conversationKey), 0, -1) : [];
      const pages = [...olderPages(log, conversationKey, after, page.first), page];
      const entries = await Promise.all(pages.map((some) => entriesAfter(some, after)));
      return { entries: entries.flat(), last: seq };
    },

    onChange: (conversationKey, changed) => transcriptNews.subscribe(conversationKey, changed),
  };
};
