import { keys, SHARDS, shardOf } from '../../../../bot/store/keys';
import { parseRedisUrl, waitUntilReady } from '../../../../bot/store/redis/redis';
import { createStore } from '../../../../bot/store';
import { connectTo, startRedis } from '../../../support/redis';
import { scriptedDialog } from '../../../support/scriptedDialog';

describe('the address of Redis', () => {
  it.each([
    ['redis://localhost', { kind: 'single', tls: false, nodes: [{ host: 'localhost', port: 6379 }], path: '' }],
    ['rediss://me:p%40ss@db:7000/2', { kind: 'single', tls: true, username: 'me', password: 'p@ss', path: '2' }],
    ['redis://:pass@db', { password: 'pass', nodes: [{ host: 'db', port: 6379 }] }],
    [
      'redis-sentinel://a:1,b/mymaster',
      {
        kind: 'sentinel',
        path: 'mymaster',
        nodes: [
          { host: 'a', port: 1 },
          { host: 'b', port: 26379 },
        ],
      },
    ],
    [
      'rediss-cluster://a:1,[::1]:2',
      {
        kind: 'cluster',
        tls: true,
        nodes: [
          { host: 'a', port: 1 },
          { host: '::1', port: 2 },
        ],
      },
    ],
  ])('is read from %s', (url, expected) => {
    expect(parseRedisUrl(url)).toMatchObject(expected);
  });

  it.each(['http://localhost', 'localhost:6379', 'redis://a,b', 'redis-sentinel://a:1', 'redis://'])(
    'is not read from %s',
    (url) => {
      expect(parseRedisUrl(url)).toBeUndefined();
    },
  );
});

describe('keys', () => {
  it('gives whatever one commit touches one hash tag, and so one slot of a cluster', () => {
    for (const conversation of ['dl-abc', 'bf-emulator-1', '会话']) {
      const touched = [
        keys.conversation(conversation),
        keys.log(conversation),
        keys.deliveryMarks(conversation),
        keys.application(conversation, 'FF-20261123-7K3M9Q'),
        keys.void(conversation, 'FF-20261123-7K3M9Q'),
        keys.audit(conversation, 'FF-20261123-7K3M9Q'),
        keys.outbox(shardOf(conversation)),
        keys.due(shardOf(conversation)),
      ];
      expect(new Set(touched.map((key) => /^[^{]*\{([^}]+)\}/.exec(key)?.[1])).size).toBe(1);
    }
  });

  it('spreads conversations over all shards', () => {
    const shards = new Set(Array.from({ length: 2_000 }, (_, i) => shardOf(`dl-${i}`)));
    expect(shards.size).toBe(SHARDS);
  });
});

describe('a store whose Redis is gone', () => {
  it('says so, whatever it is asked', async () => {
    const redis = await startRedis();
    const clients = [connectTo(redis.url, 'store'), connectTo(redis.url, 'subscriber')] as const;
    await Promise.all(clients.map((client) => waitUntilReady(client)));
    const store = createStore({
      redis: clients[0],
      subscriber: clients[1],
      dataKeys: [{ id: 'k1', key: Buffer.alloc(32) }],
      indexKey: Buffer.alloc(32),
      retention: { draftDays: 1, retentionDays: 180 },
      dialog: scriptedDialog,
    });
    await expect(store.ping()).resolves.toBeUndefined();
    await redis.stop();

    for (const asked of [
      () => store.ping(),
      () => store.conversations.load('dl-1', 'm1'),
      () => store.transcripts.read('dl-1', 0),
      () => store.claims.claim('11010519491231002X', { no: 'FF-1', version: 0 }, 'dl-1'),
      () => store.throttle('dl-1', 1, 1),
    ]) {
      await expect(asked()).rejects.toMatchObject({ code: 'store_unavailable' });
    }
  });
});
