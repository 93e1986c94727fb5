import { startChild, type Child } from './child';
import { eventually, InVain } from './patience';
import { releasable } from './release';

let program: Child | undefined;
const ends: string[] = [];

it('ends what a test leaves open with the test, the last started first, and once', async () => {
  program = startChild('sleep', ['600']);
  releasable('one', () => ends.push('first'));
  releasable('another', () => ends.push('second'));
  const end = releasable('a third', () => ends.push('third'));
  await Promise.all([end(), end()]);
  expect([program.isRunning, ends]).toEqual([true, ['third']]);
});
afterEach(() => {
  expect(program?.isRunning).not.toBe(true);
  expect(ends).toEqual(['third', 'second', 'first']);
});

it('waits for nothing longer than it has patience, and says what did not come', async () => {
  const never = eventually('a miracle', () => false, 30);
  await expect(never).rejects.toThrow(InVain);
  await expect(never).rejects.toThrow('a miracle');
});
