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

export interface Decision {
  state: DialogState;
  replies: Reply[];
  commands: Command[];
}

/** One query leads to an answer, an answer perhaps to one more; beyond this the statechart runs in a circle. */
const MAX_QUERIES = 4;

/** Steps until the dialogue asks nothing more; replies and commands of all steps belong to the one turn. */
export const decide = async (
  dialog: Dialog,
  state: DialogState,
  event: DialogEvent,
  answer: (query: Query) => Promise<QueryAnswer>,
): Promise<Decision> => {
  const { now, channel, fresh } = event;
  const steps: StepResult[] = [];
  let step = dialog.step(state, event);
  steps.push(step);
  while (step.query) {
    if (steps.length > MAX_QUERIES) throw new DeskError('dialog_unending');
    step = dialog.step(step.state, { now, channel, fresh, type: 'answered', answer: await answer(step.query) });
    steps.push(step);
  }
  return {
    state: step.state,
    replies: steps.flatMap(({ replies }) => replies),
    commands: steps.flatMap(({ commands }) => commands),
  };
};
