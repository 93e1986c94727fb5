import { api } from '../../../bot/api';
import { startDesk } from '../../support/desk';
import { startCluster } from '../../support/redis';

it('runs a whole application on Redis Cluster, where a script may touch one slot only', async () => {
  const redis = await startCluster();
  const desk = await startDesk(redis.url, {
    pushes: { emulator: async () => ({ is: 'sent' }) },
    capabilities: [api],
    settings: { STAFF_TOKEN: 'staff-token-of-this-test' },
  });
  const { app, queues, relay, workers } = desk;
  relay.start();
  workers.start();

  const conversations = ['dl-a', 'dl-b', 'dl-c', 'dl-d'];
  const answers = await Promise.all(conversations.map((key) => desk.say(key, 'apply 11010519491231002X')));
  const submitted = answers.findIndex(({ replies }) => replies[0]?.text?.startsWith('submitted'));
  const conversation = conversations[submitted] ?? '';
  const no = answers[submitted]?.replies[0]?.text?.split(' ')[1] ?? '';
  await desk.until(conversation, (replies) => replies.includes('notice.in_review'));

  const headers = { authorization: 'Bearer staff-token-of-this-test' };
  const list = await app.inject({ url: '/api/applications', headers });
  expect(list.json().items).toMatchObject([{ no }]);
  const payload = { decision: 'approved' };
  const decided = await app.inject({ method: 'POST', url: `/api/applications/${no}/decision`, headers, payload });
  expect(decided.statusCode).toBe(200);

  const replies = await desk.until(conversation, (texts) => texts.includes('notice.approved'));
  expect(replies.slice(1)).toEqual(['notice.queued', 'notice.in_review', 'notice.approved']);
  await desk.say(conversation, 'erase');
  expect((await queues.deadLetters()).length).toBe(0);
});
