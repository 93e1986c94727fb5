/** XState's pure `transition`, without the actor that XState creates for each call. */
import { createActor } from 'xstate';
import type { ActionExecutor, AnyStateMachine, EventFromLogic, SnapshotFrom } from 'xstate';

/** An action as the transition resolved it; it is never executed. */
export type ResolvedAction = Parameters<ActionExecutor>[0];

/** Builds `(snapshot, event) → [next snapshot, actions]` for a machine that spawns no child actors. */
export function pureTransition<Machine extends AnyStateMachine>(machine: Machine) {
  /** Never started; some actions read it. */
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
