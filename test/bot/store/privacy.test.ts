import { startDesk } from '../../support/desk';
import { everythingInRedis } from '../../support/everything';
import { startRedis } from '../../support/redis';
import { APPLICANT } from '../../support/scriptedDialog';
import type { RedisClient } from '../../../bot/store/redis/redis';

/** Every key and everything in it, as Redis packs it and as its commands give it. */
const dump = async (redis: RedisClient): Promise<string> => {
  const packed = await Promise.all((await redis.keys('*')).map((key) => redis.dumpBuffer(key)));
  // What a job that is done has taken away meanwhile has no dump.
  const dumps = packed.filter(Boolean).map((bytes) => bytes.toString('latin1'));
  return [...dumps, await everythingInRedis(redis)].join('\n');
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
});
