import { randomUUID } from 'node:crypto';
import type { News } from '../../conversation';
import { keys } from '../keys';
import type { RedisClient } from '../redis/redis';

/**
 * Nudges that a conversation's transcript has grown, from the commits of all nodes. A lost nudge does no harm: readers also read by
 * themselves. A node hears of its own commits by `tell` alone, which brings the entries that Redis would only announce.
 */
export interface TranscriptNews {
  /** Message that a commit of this node publishes. */
  toMessage(news: News): string;
  tell(conversationKey: string, news: News): void;
  /** Returns the function that ends the subscription. */
  subscribe(conversationKey: string, changed: (news?: News) => void): () => void;
}

/** `subscriber` is the node's one connection for nudges; it holds a channel only while somebody here listens. */
export const createTranscriptNews = (subscriber: RedisClient): TranscriptNews => {
  const listeners = new Map<string, Set<(news?: News) => void>>();
  const node = randomUUID();

  /** A failed (un)subscription needs no answer: ioredis repeats subscriptions when it reconnects. */
  const ignoreFailure = (): void => {};

  const nudge = (channel: string, news?: News): void => {
    for (const changed of listeners.get(channel) ?? []) changed(news);
  };

  subscriber.on('message', (channel: string, message: string) => {
    const [last, origin] = message.split(' ');
    if (origin !== node) nudge(channel, { last: Number(last) });
  });
  // One nudge for everybody makes up for what was published while the connection was away.
  subscriber.on('ready', () => [...listeners.keys()].forEach((channel) => nudge(channel)));

  return {
    toMessage: ({ last }) => `${last} ${node}`,

    tell: (conversationKey, news) => nudge(keys.transcriptNews(conversationKey), news),

    subscribe(conversationKey, changed) {
      const channel = keys.transcriptNews(conversationKey);
      const here = listeners.get(channel) ?? new Set();
      if (here.size === 0) {
        listeners.set(channel, here);
        subscriber.subscribe(channel).then(() => nudge(channel), ignoreFailure);
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
