import { StartFault } from '../settings/startFault';
import { connectRedis, waitUntilReady, type Purpose, type RedisClient } from '../store/redis/redis';

/** Redis connections of one node, one for each purpose. */
export interface Connections extends Record<Purpose, RedisClient> {
  /**
   * Resolves when all connections take commands.
   * @throws StartFault where Redis does not answer
   */
  ready(): Promise<void>;
  close(): void;
}

/**
 * Opens the connections and returns at once. `failed` is called with the purpose on every connection error; connections
 * reconnect by themselves.
 */
export const connect = (redisUrl: string, failed: (purpose: string, error: Error) => void): Connections => {
  const open = (purpose: Purpose): RedisClient =>
    connectRedis(redisUrl, purpose).on('error', (error: Error) => failed(purpose, error));
  const clients = { store: open('store'), subscriber: open('subscriber'), worker: open('worker') };
  const all = Object.values(clients);
  return {
    ...clients,
    async ready() {
      await Promise.all(all.map((client) => waitUntilReady(client))).catch((error: unknown) => {
        throw new StartFault('environment:REDIS_URL: Redis does not answer there; start it, or correct the address', {
          cause: error,
        });
      });
    },
    close: () => all.forEach((client) => client.disconnect()),
  };
};
