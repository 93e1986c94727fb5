import { StartFault } from '../settings/startFault';
import { connectRedis, waitUntilReady, type Purpose, type RedisClient } from '../store/redis/redis';

/** The connections of one node to Redis, one a purpose. */
export interface Connections extends Record<Purpose, RedisClient> {
  /** @throws StartFault where Redis does not answer */
  ready(): Promise<void>;
  close(): void;
}

/** `failed` is told of each failure, with the purpose of the connection. Does not wait for the connections. */
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
