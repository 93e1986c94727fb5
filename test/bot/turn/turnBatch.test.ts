import { createTurnBatch } from '../../../bot/turn/turnBatch';

it('lets go on together who comes within a millisecond, and nobody wait for those who come later', async () => {
  const together = createTurnBatch();
  const order: string[] = [];
  const come = (name: string) => together().then(() => order.push(name));
  const first = [come('a'), come('b')];
  expect(order).toEqual([]);
  await first[0];
  expect(order).toContain('a');
  const later = come('c');
  await first[1];
  expect(order).toEqual(['a', 'b']);
  await later;
  expect(order).toEqual(['a', 'b', 'c']);
});
