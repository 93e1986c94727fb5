import { transition } from 'xstate';
import { pureTransition } from '../../../dialogs/chart/pureTransition';
import { initialContext } from '../../../dialogs/state/context';
import { QUESTIONS, type QuestionId } from '../../../dialogs/state/questions';
import { eventsIn } from '../../statechart/events';
import { machine } from '../../statechart/walk';

/** What a transition comes to, without the snapshots' own methods. */
const outcome = ([snapshot, actions]: ReturnType<typeof transition<typeof machine>>) => ({
  value: snapshot.value,
  context: snapshot.context,
  status: snapshot.status,
  actions: actions.map(({ type, params }) => ({ type, params })),
});

const beginnings = (Object.keys(QUESTIONS) as QuestionId[]).map((value) =>
  machine.resolveState({ value, context: initialContext() }),
);
/** Every question at its beginning, and each state that one event leads to from there. */
const snapshots = [
  ...beginnings,
  ...new Map(
    beginnings.flatMap((first) =>
      eventsIn(first.value, first.context).map((event) => {
        const [next] = transition(machine, first, event);
        return [`${first.value} ${next.value}`, next] as const;
      }),
    ),
  ).values(),
];

describe('pureTransition', () => {
  it('comes to the same as XState’s transition, for everything that can happen at every question', () => {
    const pure = pureTransition(machine);
    let compared = 0;
    for (const snapshot of snapshots)
      for (const event of eventsIn(snapshot.value, snapshot.context)) {
        expect(outcome(pure(snapshot, event) as ReturnType<typeof transition<typeof machine>>)).toEqual(
          outcome(transition(machine, snapshot, event)),
        );
        compared++;
      }
    expect(compared).toBeGreaterThan(1_000);
  });

  it('leaves the snapshot as it was', () => {
    const snapshot = machine.resolveState({ value: 'lobby', context: initialContext() });
    const before = structuredClone(snapshot.context);
    for (const event of eventsIn('lobby', snapshot.context)) pureTransition(machine)(snapshot, event);
    expect(snapshot.context).toEqual(before);
    expect(snapshot.value).toBe('lobby');
  });
});
