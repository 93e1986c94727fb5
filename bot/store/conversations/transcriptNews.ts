import { randomUUID } from 'node:crypto';
import type { News } from '../../conversation';
import { keys } from '../keys';
import type { RedisClient } from '../redis/redis';

/**
 * Change notifications of transcripts, over Pub/Sub between nodes. A lost one does no harm: readers also read
 * periodically. For its own commits a node uses `tell`, which carries the entries; Redis carries only the last
 * position.
 */
export interface TranscriptNews {
  /** Pub/Sub message of a commit on this node. */
  toMessage(news: News): string;
  /** Notifies the readers of this node. */
  tell(conversationKey: string, news: News): void;
  /** Subscribes to a conversation; returns the function that ends the subscription. */
  subscribe(conversationKey: string, changed: (news?: News) => void): () => void;
}

/**
 * `subscriber` is the node's only connection for notifications. It subscribes to a channel only while this node has a
 * reader.
 */
export const createTranscriptNews = (subscriber: RedisClient): TranscriptNews => {
  const listeners = new Map<string, Set<(news?: News) => void>>();
  const node = randomUUID();

  /** A failed (un)subscription is ignored: ioredis restores subscriptions when it reconnects. */
  const ignoreFailure = (): void => {};

  const notify = (channel: string, news?: News): void => {
    for (const changed of listeners.get(channel) ?? []) changed(news);
  };

  subscriber.on('message', (channel: string, message: string) => {
    const [last, origin] = message.split(' ');
    if (origin !== node) notify(channel, { last: Number(last) });
  });
  // Messages published during an outage are lost: notify every reader once.
  subscriber.on('ready', () => [...listeners.keys()].forEach((channel) => notify(channel)));

  return {
    toMessage: ({ last }) => `${last} ${node}`,

    tell: (conversationKey, news) => notify(keys.transcriptNews(conversationKey), news),

    subscribe(conversationKey, changed) {
      const channel = keys.transcriptNews(conversationKey);
      const here = listeners.get(channel) ?? new Set();
      if (here.size === 0) {
        listeners.set(channel, here);
        subscriber.subscribe(channel).then(() => notify(channel), ignoreFailure);
      }
      here.add(changed);
      return () => {
        here.delete(changed);
        if (here.size > 0 || listeners.get(channel) !== here) return;
        listeners.delete(channel);
        subscriber.unsubscribe(channel).catch(ignoreFailure);
      };
    },
  };
};
