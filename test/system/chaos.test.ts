import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

jest.setTimeout(240_000);

it('loses, doubles and confuses nothing while nodes, workers and Redis are killed under impatient applicants', async () => {
  const script = join(__dirname, '../../dist/test/chaos/main.js');
  const options = ['--applications', '12', '--concurrent', '12', '--kill-every', '1500', '--minutes', '1'];
  const chaos = spawn(process.execPath, [script, ...options], { stdio: ['ignore', 'pipe', 'ignore'] });
  let report = '';
  chaos.stdout.setEncoding('utf8').on('data', (text: string) => (report += text));
  const [code] = (await once(chaos, 'close')) as [number | null];
  expect(JSON.parse(report)).toMatchObject({
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
