import { declared, machine, nameOf, walk } from '../statechart/walk';

/** Model-based: from its beginning, everything that can happen in a state happens in it, until nothing new turns up. */
describe('the statechart', () => {
  const steps = walk();
  const taken = new Set(steps.flatMap((step) => step.taken.map(nameOf)));

  it('has no state that cannot be reached', () => {
    const passed = steps.flatMap((step) => step.taken.map(({ source }) => source.key));
    const reached = new Set([machine.config.initial, ...passed, ...steps.map(({ to }) => to)]);
    expect(Object.keys(machine.states).filter((state) => !reached.has(state))).toEqual([]);
  });

  it('declares no transition that cannot be taken', () => {
    expect(
      declared()
        .map(nameOf)
        .filter((name) => !taken.has(name)),
    ).toEqual([]);
  });

  it('comes to rest only where a question is open, or the store is asked', () => {
    const resting = new Set(steps.map(({ to }) => to));
    for (const transient of ['next', 'resubmitting', 'resubmitted']) expect(resting).not.toContain(transient);
  });
});
