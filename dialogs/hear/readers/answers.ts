/** Short answers to the open question. */
import type { Answer } from '../../../nlu/types';
import type { Play } from '../../state/events';
import { questionOf } from '../../state/questions';
import type { QuestionId } from '../../state/questions';
import { movesOf } from '../heard';
import type { Heard } from '../heard';
import { remark } from './remark';
import { justAskedForPerson } from './requests';

/** The play of an answer to the open question; null where no answer is given, or it answers another question. */
export function answerPlay(heard: Heard): Play | null {
  const answers = movesOf(heard, 'answer');
  const { question } = heard;
  const { answers: meanings = {}, pending } = questionOf(question);
  const binding = answers.find(({ answer }) => meanings[answer] !== undefined);
  if (!binding) return null;
  const choice = meanings[binding.answer];
  if (choice === undefined) return null;
  if (pending === 'consent' && binding.answer === 'agree' && binding.conditional) return { type: 'CONDITIONAL' };
  if (contradicts(answers.map(({ answer }) => meanings[answer]))) return { type: 'VAGUE' };
  return { type: 'CHOSE', choice };
}

const contradicts = (choices: readonly (string | undefined)[]): boolean =>
  new Set(choices.filter((choice) => choice !== undefined)).size > 1;

/** Answers too weak for the open question, and words of answer where none is asked for. */
export function weakAnswerPlay(heard: Heard): Play | null {
  const [first] = movesOf(heard, 'answer');
  if (!first) return null;
  const { question, context } = heard;
  if (first.answer === 'unwilling' && justAskedForPerson(context)) return { type: 'HUMAN_CANCEL' };
  const { form, item, pending } = questionOf(question);
  if (!form && question !== 'sure')
    return question === 'lobby' || question === 'applied' ? idle(first.answer) : { type: 'REPEAT' };
  if (question === 'summary' && first.answer === 'unwilling') return { type: 'LATER' };
  if (first.answer === 'unsure' && pending !== 'consent') return { type: 'HELP' };
  if (isNo(first.answer) && pending !== 'consent') return item === 'contact' ? { type: 'REFUSED' } : denied(question);
  return { type: 'VAGUE' };
}

const isNo = (answer: Answer): boolean =>
  answer === 'no' || answer === 'none' || answer === 'unwilling' || answer === 'disagree';

const denied = (question: QuestionId): Play => (question === 'sure' ? { type: 'VAGUE' } : remark('denied'));

/** Nothing is asked: a word of answer gets a kind line. A plain no to an offer is one, too. */
function idle(answer: Answer): Play {
  if (answer === 'not_seen') return { type: 'ASKED', topic: 'not_invited.no_entry' };
  if (answer === 'seen') return { type: 'ASKED', topic: 'how_to_apply.entry' };
  return answer === 'disagree' ? remark('kept') : remark('noted');
}
