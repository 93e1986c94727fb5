import { ensureFormat } from '../../../bot/store/format';
import { keys } from '../../../bot/store/keys';
import type { RedisClient } from '../../../bot/store/redis/redis';
import { FORMAT } from '../../../bot/store/sealed/seal';
import { startDesk } from '../../support/desk';
import { everythingInRedis } from '../../support/everything';
import { connectTo, startRedis, type TestRedis } from '../../support/redis';

let server: TestRedis;
let redis: RedisClient;
beforeEach(async () => {
  server = await startRedis();
  redis = connectTo(server.url);
});

const OTHER = String(FORMAT + 1);
/** One line that names the setting, both formats and the remedy. */
const refusalOf = (format: string): RegExp =>
  new RegExp(
    `^environment:REDIS_URL: [^\\n]*format ${format},[^\\n]*format ${FORMAT} only;[^\\n]*empty Redis[^\\n]*DATA_DIR\\)$`,
  );

describe('the format of what lies in Redis', () => {
  it('is marked in an empty one', async () => {
    await ensureFormat(redis);
    expect(await redis.get(keys.format)).toBe(String(FORMAT));
    expect(await redis.ttl(keys.format)).toBe(-1);
  });

  it('is marked where Redis holds only what is not ours', async () => {
    await redis.set('another-program:key', '1');
    await ensureFormat(redis);
    expect(await redis.get(keys.format)).toBe(String(FORMAT));
  });

  it('lets a desk go on with what a desk of this format has left', async () => {
    const first = await startDesk(server.url);
    await first.say('dl-1', '你好', 'm1');
    await first.close();
    const second = await startDesk(server.url);
    await second.say('dl-1', '在吗', 'm2');
    expect(await second.replies('dl-1')).toEqual(['heard 1', 'heard 2']);
  });

  it.each([
    ['a later one', OTHER],
    ['an earlier one', String(FORMAT - 1)],
    ['no number at all', 'two'],
  ])('keeps a desk from starting where it is %s, and leaves everything as it is', async (_, format) => {
    await redis.set(keys.format, format);
    await redis.set(keys.conversation('dl-1'), 'a record of that format');
    const before = await everythingInRedis(redis);
    await expect(ensureFormat(redis)).rejects.toMatchObject({
      name: 'StartFault',
      faults: [expect.stringMatching(refusalOf(format))],
    });
    expect(await everythingInRedis(redis)).toBe(before);
    await expect(startDesk(server.url)).rejects.toThrow(refusalOf(format));
    expect(await redis.get(keys.format)).toBe(format);
  });

  it('is the first one where there are records and no mark', async () => {
    await redis.set(keys.conversation('dl-1'), 'a record of long ago');
    await expect(ensureFormat(redis)).rejects.toThrow(refusalOf('1'));
    expect(await redis.exists(keys.format)).toBe(0);
  });

  it('lets nodes start that come to an empty Redis at the same moment', async () => {
    const other = connectTo(server.url);
    /** Has seen that there is no mark, and looks for records only after the other node has started and kept some. */
    const slow = new Proxy(redis, {
      get(target, property) {
        const member: unknown = Reflect.get(target, property, target);
        if (typeof member !== 'function') return member;
        if (property !== 'scan') return member.bind(target) as unknown;
        return async (...args: unknown[]): Promise<unknown> => {
          await ensureFormat(other);
          await other.set(keys.wording('1'), 'words');
          return member.apply(target, args) as unknown;
        };
      },
    });
    await expect(ensureFormat(slow)).resolves.toBeUndefined();
    expect(await redis.get(keys.format)).toBe(String(FORMAT));
  });
});
