/** The answer to a topic, by situation: in full the first time, then shorter, with next steps that make sense there. */
import { choiceOfTopic } from '../state/choices';
import type { Context } from '../state/context';
import type { Choice } from '../state/questions';
import { situationsOf } from '../state/situation';
import { isOpen } from '../types';
import type { Reply } from '../types';
import type { Wording } from '../wording/bind';

/** Key of the answer to what no topic covers. */
const OUT_OF_SCOPE = 'out_of_scope';

/** The reply to a question about a topic. A topic that the wording does not know is out of scope. */
export function answer(topic: string, context: Context, { answerOf }: Pick<Wording, 'answerOf'>): Reply {
  const known = answerOf(topic) ? topic : OUT_OF_SCOPE;
  const { situations, next } = answerOf(known) ?? { situations: ['default'], next: [] };
  const prefix = `answers.${known}.`;
  const toldBefore = Object.keys(context.told).some((key) => key.startsWith(prefix));
  const situation = situationsOf(context).find((one) => situations.includes(one)) ?? 'default';
  const application = context.application ?? context.found;
  return {
    key: `${prefix}${toldBefore ? 'again' : situation}`,
    params: application ? { no: application.no, phrase: application.phrase } : {},
    choices: next.map(toChoice).filter((choice) => makesSense(choice, next.length === 1, context)),
  };
}

/** The likeliest topics of a question that is not sure, as buttons, and a way out. */
export const unsureOf = (topics: readonly string[]): Reply => ({
  key: 'unclear',
  choices: [...topics.map(choiceOfTopic), 'none_of_these'],
});

/** A next step of an answer file: another topic, or a button. */
const toChoice = (step: string): Choice => (step.includes('.') ? choiceOfTopic(step) : (step as Choice));

/** Whether a next step can be taken here. Within the form there is none but the form, and a person where only that helps. */
function makesSense(
  choice: Choice,
  only: boolean,
  { applying, application, personSince, handoffAt }: Context,
): boolean {
  if (choice === 'human') return personSince === null && handoffAt === null && (!applying || only);
  if (applying) return false;
  switch (choice) {
    case 'apply':
      return !isOpen(application) && application?.status !== 'approved';
    case 'withdraw':
      return isOpen(application);
    case 'appeal':
      return application?.status === 'declined';
    case 'find_number':
      return application === null;
    case 'check_status':
      return application !== null;
    case 'self_check':
      return application === null;
    default:
      return true;
  }
}
