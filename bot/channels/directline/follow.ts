import type { WebSocket } from 'ws';
import type { News } from '../../conversation';
import { toActivitySet } from './activity/activities';
import type { Grant } from './auth/tokens';
import type { DirectLineDeps } from './deps';
import { readSince } from './reading';

/**
 * Entries of a frame. A frame is sent after the previous one has left (back-pressure), so a slow reader holds one frame
 * in memory and loses none.
 */
const MAX_ENTRIES = 50;

/** WebSocket close code: try again later (IANA registry, 1013). */
const TRY_AGAIN_LATER = 1013;

/** An authorised stream. */
export interface Opening {
  grant: Grant;
  conversationKey: string;
  /** Position after which to read. */
  watermark: number;
}

/**
 * Sends the entries after `opening.watermark` and then every new one, once and in order. Notifications that arrive
 * while reading cause one more reading. Returns a function that reads again.
 */
export const follow = (socket: WebSocket, opening: Opening, deps: DirectLineDeps): (() => void) => {
  const viewer = {
    conversationId: opening.grant.conversationId,
    userId: opening.grant.userId,
    botName: deps.botName,
    locale: deps.locale,
  };
  let sent = opening.watermark;
  let added: News['added'];
  let reading = false;
  let again = false;

  const send = (frame: string): Promise<void> =>
    new Promise((resolve, reject) => socket.send(frame, (error) => (error ? reject(error) : resolve())));

  /** Entries that the last notification carried, where they follow directly on what was sent; else undefined. */
  const takeAdded = () => {
    const next = added?.after === sent ? added.entries : undefined;
    added = undefined;
    return next && { entries: next, last: next.at(-1)?.position ?? sent };
  };

  const readOnce = async (): Promise<void> => {
    const { entries, last } = takeAdded() ?? (await readSince(deps.transcripts, opening.conversationKey, sent));
    for (let from = 0; from < entries.length; from += MAX_ENTRIES) {
      const some = entries.slice(from, from + MAX_ENTRIES);
      const reached = some.at(-1)?.position ?? last;
      await send(JSON.stringify(toActivitySet({ entries: some, last: reached }, sent, viewer)));
      sent = reached;
    }
  };

  const read = async (): Promise<void> => {
    again = true;
    if (reading) return;
    reading = true;
    try {
      while (again && socket.readyState === socket.OPEN) {
        again = false;
        await readOnce();
      }
    } catch (error) {
      if (socket.readyState !== socket.OPEN) return;
      deps.log.warn(
        { err: error, conversationKey: opening.conversationKey },
        'stream cannot read the transcript; the client is asked to connect again',
      );
      socket.close(TRY_AGAIN_LATER, 'the transcript cannot be read');
    } finally {
      reading = false;
    }
  };

  const unsubscribe = deps.transcripts.onChange(opening.conversationKey, (news) => {
    if (news?.last === sent) return;
    if (news?.added) added = news.added;
    void read();
  });
  socket.once('close', unsubscribe);
  void read();
  return () => void read();
};
