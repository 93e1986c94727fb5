/**
 * Serialises calls of `run` by key, in the order of the calls; different keys run concurrently. So messages of one
 * conversation are answered in the order in which this node received them. Between nodes the compare-and-set decides. A
 * rejected call does not stop the next.
 */
export const inOrder = <Input, Output>(
  keyOf: (input: Input) => string,
  run: (input: Input) => Promise<Output>,
): ((input: Input) => Promise<Output>) => {
  const tails = new Map<string, Promise<unknown>>();
  return (input) => {
    const key = keyOf(input);
    const before = tails.get(key);
    const result = before ? before.then(() => run(input)) : run(input);
    const tail = result.then(
      () => {},
      () => {},
    );
    tails.set(key, tail);
    void tail.then(() => {
      if (tails.get(key) === tail) tails.delete(key);
    });
    return result;
  };
};
