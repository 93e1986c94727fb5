/**
 * The statechart. Each question is a state; the state `next` derives from the context which one is open. Actions are data that `step`
 * collects; none is executed. The transitions are under `topics/`.
 */
import { initialContext } from '../state/context';
import { QUESTIONS } from '../state/questions';
import type { QuestionId } from '../state/questions';
import { answers } from './topics/answers';
import { formStates } from './topics/form';
import { handInStates } from './topics/handIn';
import { createKit } from './topics/kit';
import type { KitConfig, KitWording } from './topics/kit';
import { nextOf } from './topics/next';
import { outside } from './topics/outside';
import { personStates } from './topics/person';
import { proofStates } from './topics/proof';
import { selfCheckStates } from './topics/selfCheck';
import { sureStates } from './topics/sure';
import { values } from './topics/values';
import { ways } from './topics/ways';

/** States that are passed within a turn: what is answered completely is handed in, corrected, or told. */
const PASSING = ['resubmitting', 'amending', 'checked'] as const;

/** States that wait for the answer to a query. The answer comes within the same turn, so they are never stored. */
export const WAITING = ['claiming', 'looking', 'placing'] as const;

/** Builds the statechart of one deployment. */
export function createMachine(config: KitConfig, wording: KitWording) {
  const kit = createKit(config, wording);
  const open = kit.base.createStateConfig({ entry: kit.ask('full') });
  const questions = Object.keys(QUESTIONS) as QuestionId[];

  return kit.base.createMachine({
    id: 'desk',
    context: initialContext,
    initial: 'lobby',
    on: { ...answers(kit), ...values(kit), ...ways(kit), ...outside(kit) },
    states: {
      next: {
        always: [...questions, ...PASSING].map((target) => ({
          guard: ({ context }) => nextOf(context, config) === target,
          target,
        })),
      },
      lobby: open,
      applied: open,
      ...formStates(kit),
      ...selfCheckStates(kit),
      ...proofStates(kit),
      ...personStates(kit),
      ...handInStates(kit),
      ...sureStates(kit),
    },
  });
}
