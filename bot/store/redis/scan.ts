import { Cluster } from 'ioredis';
import type { RedisClient } from './redis';

/** Keys that one SCAN looks at. */
const COUNT = 500;

/** All keys that match the glob, in batches, from all masters of a cluster. A key may be returned twice. */
export async function* scanKeys(redis: RedisClient, pattern: string): AsyncGenerator<string[]> {
  for (const node of redis instanceof Cluster ? redis.nodes('master') : [redis]) {
    let cursor = '0';
    do {
      const [next, found] = await node.scan(cursor, 'MATCH', pattern, 'COUNT', COUNT);
      yield found;
      cursor = next;
    } while (cursor !== '0');
  }
}
