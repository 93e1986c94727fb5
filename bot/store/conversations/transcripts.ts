import type { RenderedReply } from '../../../dialogs/types';
import type { PositionedEntry, Transcripts } from '../../conversation';
import { keys } from '../keys';
import type { RedisClient } from '../redis/redis';
import { decodeRecord, openSealed } from '../sealed/conversationRecord';
import { firstOf, openPage, type Page } from '../sealed/pages';
import type { Sealer } from '../sealed/seal';
import { lengthOf, type TranscriptTurn } from '../sealed/turns';
import type { TranscriptNews } from './transcriptNews';
import type { Wordings } from './wordings';

/** Transcript entries of a turn: the user's own at position `first`, then the bot's, with the texts of `rendered`. */
export const toEntries = (
  { at, user, replies, by, handedOver }: TranscriptTurn,
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
    ...(by && { by }),
    ...(handedOver && { handedOver }),
    position: first + echo.length + i,
  }));
  return [...echo, ...spoken];
};

/**
 * Seed that picks among variants of the wording: the number of entries before the turn. So a repeated rendering is the
 * same.
 */
export const seedOf = (first: number): number => first - 1;

/** Dependencies of the transcripts. */
export interface TranscriptDeps {
  redis: RedisClient;
  sealer: Sealer;
  transcriptNews: TranscriptNews;
  wordings: Wordings;
}

/** Creates read access to transcripts on this Redis. */
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

  /**
   * Pages of the log with entries after `after`. Pages from position `newest` on are left out: the record holds them.
   */
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
      // The log is read after the record: a page that moves meanwhile is read twice, never missed.
      const log = after + 1 < page.first ? await redis.lrangeBuffer(keys.log(conversationKey), 0, -1) : [];
      const pages = [...olderPages(log, conversationKey, after, page.first), page];
      const entries = await Promise.all(pages.map((some) => entriesAfter(some, after)));
      return { entries: entries.flat(), last: seq };
    },

    onChange: (conversationKey, changed) => transcriptNews.subscribe(conversationKey, changed),
  };
};
