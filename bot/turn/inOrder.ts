/**
 * Lets the calls of one key run one after another, in the order in which they came; calls of different keys run side by side. Three
 * messages sent within a second are so answered in the order in which this node got them; between nodes the commit decides.
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
