/** XState's pure `transition`, without the actor that it makes anew for each call: a fifth of a step. */
import { createActor } from 'xstate';
import type { ActionExecutor, AnyStateMachine, EventFromLogic, SnapshotFrom } from 'xstate';

/** An action as the transition resolved it: effects are data here, and never executed. */
export type ResolvedAction = Parameters<ActionExecutor>[0];

/** `(snapshot, event) → [next snapshot, actions]` of one machine that spawns no children. */
export function pureTransition<Machine extends AnyStateMachine>(machine: Machine) {
  /** Never started: actions that look at where they run find somebody there. */
  const self = createActor(machine);
  const nothing = (): void => {};
  let actions: ResolvedAction[] = [];
  const scope = {
    self,
    system: self.system,
    id: '',
    sessionId: '',
    ...{ logger: nothing, defer: nothing, stopChild: nothing, emit: nothing },
    actionExecutor: (action: ResolvedAction): void => void actions.push(action),
  };

  return (
    snapshot: SnapshotFrom<Machine>,
    event: EventFromLogic<Machine>,
  ): [SnapshotFrom<Machine>, ResolvedAction[]] => {
    actions = [];
    const next = machine.transition(snapshot, event, scope) as SnapshotFrom<Machine>;
    return [next, actions];
  };
}
