import { isDeskError } from '../../../bot/errors';
import { startDesk } from '../../support/desk';
import { eventually } from '../../support/patience';
import { startReplicated } from '../../support/redis';

jest.setTimeout(90_000);

/** As a client does: the same message again, until it is answered. */
const insist = <Result>(say: () => Promise<Result>) =>
  eventually('an answer', () =>
    say().catch((error: unknown) => {
      if (!isDeskError(error, 'store_unavailable')) throw error;
      return undefined;
    }),
  );

it('goes on with the replica that Sentinel makes master, and takes nothing while no replica would have it', async () => {
  const redis = await startReplicated(['--min-replicas-to-write', '1', '--min-replicas-max-lag', '1']);
  const desk = await startDesk(redis.url);
  desk.relay.start();
  desk.workers.start();
  for (const n of [1, 2, 3]) await insist(() => desk.say('dl-1', '你好', `m${n}`));

  // Cut off from its replicas, a master would go on alone and be overruled later: the setting makes it refuse instead.
  redis.replicas.forEach(({ pause }) => pause?.());
  const refused = async (): Promise<boolean> =>
    desk.say('dl-probe', '你好').then(
      () => false,
      (error: unknown) => isDeskError(error, 'store_unavailable'),
    );
  await eventually('a refusal', refused);
  redis.replicas.forEach(({ resume }) => resume?.());
  await insist(() => desk.say('dl-1', '在吗', 'm4'));

  await redis.master.stop();
  const result = await insist(() => desk.say('dl-1', 'apply 11010519491231002X', 'm5'));
  expect(result.replies[0]?.text).toMatch(/^submitted /);
  const replies = await desk.until('dl-1', (texts) => texts.includes('notice.in_review'));
  expect(replies.map((text) => text.replace(/ FF-.*/, ''))).toEqual([
    ...['heard 1', 'heard 2', 'heard 3', 'heard 4'],
    ...['submitted', 'notice.queued', 'notice.in_review'],
  ]);
});
