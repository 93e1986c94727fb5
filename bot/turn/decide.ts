import type {
  Command,
  Dialog,
  DialogEvent,
  DialogState,
  Query,
  QueryAnswer,
  Reply,
  StepResult,
} from '../../dialogs/types';
import { DeskError } from '../errors';

/** Result of all steps of one turn. */
export interface Decision {
  state: DialogState;
  replies: Reply[];
  commands: Command[];
}

/** Queries per turn. A statechart that asks more is in a loop. */
const MAX_QUERIES = 4;

/**
 * Steps the dialogue, answering each query, until a step has none. Replies and commands of all steps belong to one
 * turn; `answer` gets the commands of the steps before.
 * @throws DeskError dialog_unending after MAX_QUERIES queries
 */
export const decide = async (
  dialog: Dialog,
  state: DialogState,
  event: DialogEvent,
  answer: (query: Query, before: readonly Command[]) => Promise<QueryAnswer>,
): Promise<Decision> => {
  const { now, channel, fresh } = event;
  const steps: StepResult[] = [];
  let step = dialog.step(state, event);
  steps.push(step);
  while (step.query) {
    if (steps.length > MAX_QUERIES) throw new DeskError('dialog_unending');
    const before = steps.flatMap(({ commands }) => commands);
    step = dialog.step(step.state, { now, channel, fresh, type: 'answered', answer: await answer(step.query, before) });
    steps.push(step);
  }
  return {
    state: step.state,
    replies: steps.flatMap(({ replies }) => replies),
    commands: steps.flatMap(({ commands }) => commands),
  };
};
