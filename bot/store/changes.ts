import { keys } from './keys';
import type { RedisClient } from './redis';

/** Nudges between nodes that a conversation's transcript has grown. Lost ones do no harm: readers also read on their own. */
export interface Changes {
  publish(conversationKey: string): Promise<void>;
  /** Returns the function that ends the subscription. */
  subscribe(conversationKey: string, changed: () => void): () => void;
}

/** `subscriber` is this node's one connection for it; it holds a channel only while somebody here listens. */
export const createChanges = (redis: RedisClient, subscriber: RedisClient): Changes => {
  const listeners = new Map<string, Set<() => void>>();

  /** A failed (un)subscription needs no answer: ioredis repeats subscriptions when it reconnects. */
  const ignoreFailure = (): void => {};

  subscriber.on('message', (channel: string) => {
    for (const changed of listeners.get(channel) ?? []) changed();
  });

  return {
    async publish(conversationKey) {
      await redis.publish(keys.changed(conversationKey), '');
    },

    subscribe(conversationKey, changed) {
      const channel = keys.changed(conversationKey);
      const here = listeners.get(channel) ?? new Set();
      if (here.size === 0) {
        listeners.set(channel, here);
        subscriber.subscribe(channel).then(changed, ignoreFailure);
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
