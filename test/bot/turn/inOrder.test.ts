import { inOrder } from '../../../bot/turn/inOrder';

const deferred = () => {
  const settle: { resolve?: () => void; reject?: (error: Error) => void } = {};
  const promise = new Promise<void>((resolve, reject) => Object.assign(settle, { resolve, reject }));
  return { promise, ...settle };
};

it('begins the next call of a key when the one before it is done', async () => {
  const gates = [deferred(), deferred()];
  const begun: number[] = [];
  const run = inOrder(
    () => 'one',
    async (call: number) => {
      begun.push(call);
      await gates[call]?.promise;
      return call;
    },
  );
  const answers = [run(0), run(1)];
  expect(begun).toEqual([0]);
  gates[0]?.resolve?.();
  gates[1]?.resolve?.();
  expect(await Promise.all(answers)).toEqual([0, 1]);
  expect(begun).toEqual([0, 1]);
});

it('lets calls of other keys pass', () => {
  const begun: string[] = [];
  const run = inOrder(
    (key: string) => key,
    (key) => {
      begun.push(key);
      return new Promise<void>(() => {});
    },
  );
  void run('one');
  void run('two');
  expect(begun).toEqual(['one', 'two']);
});

it('goes on after a call that failed, and tells only its caller', async () => {
  const run = inOrder(
    () => 'one',
    (fails: boolean) => (fails ? Promise.reject(new Error('no')) : Promise.resolve('yes')),
  );
  const [failed, fine] = await Promise.allSettled([run(true), run(false)]);
  expect([failed.status, fine.status]).toEqual(['rejected', 'fulfilled']);
});
