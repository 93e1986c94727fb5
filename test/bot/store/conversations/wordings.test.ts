import { loadContent } from '../../../../bot/content/loadContent';
import { keys } from '../../../../bot/store/keys';
import { startDesk, testConfig } from '../../../support/desk';
import { startRedis } from '../../../support/redis';

const CHAT = 'dl-wording';

const contentOf = (operatorName: string) =>
  loadContent(testConfig({ OPERATOR_NAME: operatorName, OFFICIAL_CONTACT: '400-000-0000' }));

it('lets a transcript read as it read then, whatever the wording says today', async () => {
  const { url } = await startRedis();
  const earlier = await startDesk(url, contentOf('青禾消费金融'));
  await earlier.say(CHAT, '你好', 'm1');
  const said = await earlier.replies(CHAT);
  expect(said[0]).toContain('青禾消费金融');

  const later = await startDesk(url, contentOf('远帆小额贷款'));
  await later.say(CHAT, '开通分付', 'm2');
  expect((await later.replies(CHAT)).slice(0, said.length)).toEqual(said);
  const again = await later.say(CHAT, '你好', 'm1');
  expect(again).toMatchObject({ duplicate: true, replies: said.map((text) => ({ text })) });
});

it('reads a transcript in the words of today where those of then are lost', async () => {
  const { url } = await startRedis();
  const earlier = await startDesk(url, contentOf('青禾消费金融'));
  await earlier.say(CHAT, '你好');
  await earlier.redis.del(...(await earlier.redis.keys(keys.wording('*'))));
  const later = await startDesk(url, contentOf('远帆小额贷款'));
  expect((await later.replies(CHAT))[0]).toContain('远帆小额贷款');
});
