import { startDesk } from '../../support/desk';
import { startRedis } from '../../support/redis';
import { APPLICANT } from '../../support/scriptedDialog';
import type { RedisClient } from '../../../bot/store/redis';

/** Every key and everything in it, whatever its type. */
const dump = async (redis: RedisClient): Promise<string> => {
  const all = await redis.keys('*');
  const dumps = await Promise.all(all.map(async (key) => (await redis.dumpBuffer(key)).toString('latin1')));
  const texts = await Promise.all(
    all.map(async (key) => {
      switch (await redis.type(key)) {
        case 'string':
          return redis.get(key);
        case 'hash':
          return JSON.stringify(await redis.hgetall(key));
        case 'list':
          return (await redis.lrange(key, 0, -1)).join('\n');
        case 'set':
          return (await redis.smembers(key)).join('\n');
        case 'zset':
          return (await redis.zrange(key, 0, -1)).join('\n');
        default:
          return JSON.stringify(await redis.xrange(key, '-', '+'));
      }
    }),
  );
  return [...all, ...dumps, ...texts].join('\n');
};

it('keeps nothing personal in Redis in clear, after a whole life of an application', async () => {
  const redis = await startRedis();
  const desk = await startDesk(redis.url);
  desk.relay.start();
  desk.workers.start();
  const idNumber = '11010519491231002X';
  await desk.say('dl-1', `apply ${idNumber}`);
  await desk.say('dl-1', '我叫测试用户甲，电话13800138000');
  await desk.until('dl-1', (replies) => replies.includes('notice.in_review'));
  await desk.say('dl-1', 'handoff');
  await desk.say('dl-1', 'remind 60000');
  await desk.say('dl-1', '密码 secret-hunter2');

  const everything = await dump(desk.redis);
  expect(everything).toContain('fd:{review}:cases');
  for (const planted of [idNumber, idNumber.slice(0, 17), APPLICANT.name, APPLICANT.contact.value, 'hunter2', '密码']) {
    expect(everything.includes(planted)).toBe(false);
    expect(everything.includes(Buffer.from(planted).toString('latin1'))).toBe(false);
    expect(everything.includes(Buffer.from(planted).toString('base64').replace(/=+$/, ''))).toBe(false);
  }
  await desk.close();
  await redis.stop();
});
