import { join } from 'node:path';
import { startChild } from '../support/child';

jest.setTimeout(240_000);

it('loses, doubles and confuses nothing while nodes, workers and Redis are killed under impatient applicants', async () => {
  const script = join(__dirname, '../../dist/test/chaos/main.js');
  const options = ['--applications', '12', '--concurrent', '12', '--kill-every', '1500', '--minutes', '1'];
  const chaos = startChild(process.execPath, [script, ...options]);
  const { code } = await chaos.ended();
  expect(JSON.parse(chaos.stdout)).toMatchObject({
    asked: 12,
    queued: 12,
    doubled: 0,
    lost: 0,
    unfinished: 0,
    notificationsLost: 0,
    notificationsDoubled: 0,
    outOfOrder: 0,
    killed: { redis: 2 },
  });
  expect(code).toBe(0);
});
