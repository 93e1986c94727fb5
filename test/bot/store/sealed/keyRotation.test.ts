import { createStore, type Store } from '../../../../bot/store';
import { rotateKeys } from '../../../../bot/store/sealed/keyRotation';
import { createSealer, type DataKey } from '../../../../bot/store/sealed/seal';
import { createHandleTurn } from '../../../../bot/turn/turn';
import { randomIds } from '../../../../bot/ids';
import { startDesk, type TestDesk } from '../../../support/desk';
import { startRedis } from '../../../support/redis';
import { plainUnderstand, scriptedDialog } from '../../../support/scriptedDialog';

const [first, second, third] = ['k1', 'k2', 'k3'].map((id): DataKey => ({ id, key: Buffer.alloc(32, id) })) as [
  DataKey,
  DataKey,
  DataKey,
];

/** Gives the connections; its own store is not used. */
let desk: TestDesk;
beforeEach(async () => {
  desk = await startDesk((await startRedis()).url);
});

const node = (dataKeys: readonly [DataKey, ...DataKey[]]) => {
  const store: Store = createStore({
    redis: desk.redis,
    subscriber: desk.redis,
    dataKeys,
    indexKey: Buffer.alloc(32),
    retention: { draftDays: 1, retentionDays: 180 },
    dialog: scriptedDialog,
  });
  const ports = { dialog: scriptedDialog, understand: plainUnderstand, clock: desk.clock, ids: randomIds };
  const turn = createHandleTurn({ store, ...ports, channels: new Map() });
  let said = 0;
  const say = (conversationKey: string, text: string) =>
    turn({
      conversationKey,
      channel: 'directline',
      id: `${dataKeys[0].id}-${++said}`,
      event: { type: 'said', text },
      echo: { type: 'message', fields: {} },
      reference: { to: conversationKey },
    });
  const textsOf = async (conversationKey: string) =>
    (await store.transcripts.read(conversationKey, 0)).entries.map(({ text }) => text);
  return { store, say, textsOf };
};

/** Ids of the keys that sealed what lies in Redis. */
const keysInUse = async (): Promise<string[]> => {
  const inUse = new Set<string>();
  for (const key of await desk.redis.keys('fd:{s*')) {
    const type = await desk.redis.type(key);
    const values =
      type === 'list'
        ? await desk.redis.lrangeBuffer(key, 0, -1)
        : type === 'string'
          ? [await desk.redis.getBuffer(key)]
          : [];
    for (const value of values)
      for (const [, id] of value?.toString('latin1').matchAll(/\x02\x02(k\d)/g) ?? []) inUse.add(id ?? '');
  }
  return [...inUse].sort();
};

it('seals everything under the newest key, so that the old one can go', async () => {
  const before = node([first]);
  for (let i = 0; i < 17; i++) await before.say('dl-1', '你好');
  const no = (await before.say('dl-1', 'apply 11010519491231002X')).replies[0]?.text?.split(' ')[1] ?? '';
  const ttl = await desk.redis.ttl(`fd:no:${no}`);

  const done = await rotateKeys(desk.redis, createSealer([second, first]));
  expect(done).toMatchObject({ resealed: 2 + 1 + 1, unreadable: [] });
  expect(await keysInUse()).toEqual(['k2']);
  expect(await desk.redis.ttl(`fd:no:${no}`)).toBeGreaterThanOrEqual(ttl - 5);

  const after = node([second]);
  expect(await after.textsOf('dl-1')).toEqual(await node([second, first]).textsOf('dl-1'));
  expect((await after.store.applications.find(no))?.data?.idNumber).toBe('11010519491231002X');
  expect((await after.say('dl-1', '在吗')).replies[0]?.text).toBe('heard 19');
});

it('undoes no turn of desks that are running, and a second run finds what an interrupted one has left', async () => {
  const old = node([first]);
  for (const n of [1, 2, 3, 4]) await old.say(`dl-${n}`, '你好');
  const running = node([second, first]);
  const interrupted = rotateKeys(desk.redis, createSealer([second, first]), () => {
    throw new RangeError('interrupted');
  });
  const turns = Array.from({ length: 12 }, (_, i) => running.say(`dl-${(i % 4) + 1}`, '在吗'));
  await Promise.allSettled([interrupted, ...turns]);
  await Promise.all([rotateKeys(desk.redis, createSealer([second, first])), running.say('dl-1', '还在吗')]);
  await rotateKeys(desk.redis, createSealer([second, first]));

  expect(await keysInUse()).toEqual(['k2']);
  expect((await rotateKeys(desk.redis, createSealer([second, first]))).resealed).toBe(0);
  const texts = await node([second]).textsOf('dl-1');
  expect(texts.filter((text) => text?.startsWith('heard'))).toEqual([
    'heard 1',
    'heard 2',
    'heard 3',
    'heard 4',
    'heard 5',
  ]);
});

it('names the records whose key is lost, and these alone cannot be read', async () => {
  await node([third]).say('dl-lost', '你好');
  await node([first]).say('dl-kept', '你好');
  const { unreadable, resealed } = await rotateKeys(desk.redis, createSealer([second, first]));
  expect(unreadable.sort()).toEqual(await desk.redis.keys('fd:*:conv:dl-lost'));
  expect(resealed).toBe(1);

  const after = node([second, first]);
  await expect(after.say('dl-lost', '在吗')).rejects.toMatchObject({
    code: 'data_unreadable',
    message: 'No key k3 in format 2',
  });
  expect((await after.say('dl-kept', '在吗')).replies[0]?.text).toBe('heard 2');
});
