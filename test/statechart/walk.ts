/** Walks the whole statechart with `@xstate/graph`: which states are reached, which of its declared transitions are taken. */
import { adjacencyMapToArray, getAdjacencyMap } from '@xstate/graph';
import { getMicrosteps } from 'xstate';
import { hasDraft, isFilled } from '../../dialogs/state/context';
import type { Context } from '../../dialogs/state/context';
import type { MachineEvent } from '../../dialogs/state/events';
import { createMachine, WAITING } from '../../dialogs/chart/machine';
import { isQuestion } from '../../dialogs/state/questions';
import { nextOf } from '../../dialogs/chart/topics/next';
import { isOpen, ITEMS } from '../../dialogs/types';
import { testConfig } from '../support/dialog';
import { eventsIn } from './events';

export const machine = createMachine(testConfig, {
  versionOf: () => 'v1',
  inWords: () => ({}),
  answerOf: () => ({ situations: ['default'], next: ['apply'] }),
});

type Snapshot = Parameters<typeof machine.getTransitionData>[0];
type Transition = ReturnType<typeof machine.getTransitionData>[number];

export interface Step {
  from: string;
  event: MachineEvent;
  to: string;
  /** What was taken, in order: the declared transition, then those of the states that are only passed. */
  taken: readonly Transition[];
}

/** From this many refused answers on, the bot says something else where a consent is asked for. */
const MANY_ATTEMPTS = 2;
const CONSENTS = ['consent', 'idConsent', 'handover'];

/** Put in between: what lies below comes back afterwards, whatever it is. */
const BETWEEN = ['sure', 'proof', 'recover', 'looking', 'placing', 'person', 'confirmValue', 'pickItem', 'returning'];

/** What decides where a conversation can go, not what was answered. */
const abstract = (state: string, context: Context): unknown[] => {
  const { applying, draft, application, sure, reopened } = context;
  const known = applying || application === null ? null : isOpen(application);
  const waits = context.handoffAt !== null;
  const base = [
    state,
    sure,
    applying,
    hasDraft(context),
    known,
    reopened,
    waits,
    context.amending !== null,
    context.minor,
  ];
  if (BETWEEN.includes(state) || context.check !== null) return base;
  const { guide, consents, before, attempts, contactKind } = context;
  const filled = ITEMS.filter((item) => isFilled(draft, item)).length;
  const tried = CONSENTS.includes(state) ? Math.min(attempts, MANY_ATTEMPTS) : null;
  return [...base, guide, consents.length, filled, before !== null, tried, contactKind === 'phone'];
};

/** As `step` does: between turns the open question follows from what is known, not from where the machine came to rest. */
const settle = (snapshot: Snapshot): Snapshot => {
  if (WAITING.some((waiting) => waiting === valueOf(snapshot))) return snapshot;
  const next = nextOf(snapshot.context, testConfig);
  return machine.resolveState({ value: isQuestion(next) ? next : 'applied', context: snapshot.context });
};

/** The statechart from turn to turn. */
const turns = Object.create(machine, {
  transition: {
    value: (...[snapshot, event, scope]: Parameters<typeof machine.transition>) =>
      settle(machine.transition(snapshot, event, scope)),
  },
}) as typeof machine;

const valueOf = ({ value }: Snapshot): string => value;

/** What was corrected is asked before anything else; the ordinary way is told first. */
const isCorrecting = ({ draft }: Context): boolean => draft.changed.some((item) => !isFilled(draft, item));

/** Every step that a conversation can take, in the order in which a walk of the statechart from its beginning finds them. */
export function walk(): Step[] {
  const found = getAdjacencyMap(turns, {
    events: (snapshot) => eventsIn(valueOf(snapshot), snapshot.context),
    serializeState: (snapshot) => JSON.stringify(abstract(valueOf(snapshot), snapshot.context)),
  });
  const seen = new Map<string, readonly Transition[]>();
  const steps = adjacencyMapToArray(found);
  const inOrder = steps.sort((a, b) => Number(isCorrecting(a.state.context)) - Number(isCorrecting(b.state.context)));
  return inOrder.map(({ state, event, nextState }) => {
    const [from, to] = [valueOf(state), valueOf(nextState)];
    const [first] = machine.getTransitionData(state, event);
    const way = `${first ? nameOf(first) : ''} ${from} ${to}`;
    const taken = seen.get(way) ?? (first ? [first, ...passed(state, event)] : []);
    seen.set(way, taken);
    return { from, event, to, taken };
  });
}

/** Transitions out of the states that a step only passes. */
function passed(state: Snapshot, event: MachineEvent): Transition[] {
  const values = getMicrosteps(machine, state, event).map(([snapshot]) => valueOf(snapshot));
  return values.slice(1).flatMap((to, index) => {
    const always = machine.states[values[index] as keyof typeof machine.states]?.always ?? [];
    return always.filter(({ target }) => target?.[0]?.key === to).slice(0, 1);
  });
}

/** Every transition the statechart declares. */
export function declared(): Transition[] {
  const nodes = [machine.root, ...Object.values(machine.states)];
  return nodes.flatMap(({ transitions, always = [] }): Transition[] => [...transitions.values(), always].flat());
}

/** `wallet CHOSE 2/2 → next`: state, event, which of the branches for it, and where it leads. */
export function nameOf(transition: Transition): string {
  const { source, eventType, target } = transition;
  const branches = source.transitions.get(eventType) ?? source.always ?? [];
  const branch = `${branches.indexOf(transition) + 1}/${branches.length}`;
  const from = source === (machine.root as unknown) ? 'everywhere' : source.key;
  return [from, eventType || 'always', branch, ...(target?.[0] ? ['→', target[0].key] : [])].join(' ');
}
