/** Reads product intents: as a wish, as a question to answer, or as several candidates to choose from. */
import { CONFIDENT, PRODUCT_INTENTS } from '../../nlu/types';
import type { ProductIntent, Understanding } from '../../nlu/types';
import { TOPIC_CHOICES } from '../state/choices';
import type { Context } from '../state/context';
import type { Move } from '../state/events';
import type { Choice, QuestionId } from '../state/questions';
import { isOpen } from '../types';
import { DURATION, QUALIFY, SUCCESS_RATE } from './phrases';

/** Between this confidence and CONFIDENT the bot asks which intent was meant; below it, it says that it did not understand. */
const GUESSING = 0.25;

/** A move that is answered with a message and leaves the open question as it is. */
export const remark = (key: string, choices: readonly Choice[] = []): Move => ({
  type: 'REMARKED',
  key,
  choices,
  params: {},
});

/** The move of a product intent: a wish, or its answer with next steps. */
export const topic = (intent: ProductIntent): Move =>
  intent === 'apply'
    ? { type: 'APPLY' }
    : intent === 'human'
      ? { type: 'HUMAN' }
      : remark(`answers.${intent}`, TOPIC_CHOICES[intent]);

const isProductIntent = (intent: string): intent is ProductIntent =>
  (PRODUCT_INTENTS as readonly string[]).includes(intent);

/** The move of a product intent that is sure enough to act on; null otherwise. */
export function asked(
  understanding: Understanding,
  { context, question }: { context: Context; question: QuestionId },
): Move | null {
  const { intent, confidence, text } = understanding;
  if (SUCCESS_RATE.test(text)) return remark('answers.success_rate');
  if (intent === 'eligibility' && QUALIFY.test(text) && !context.applying) return { type: 'CHECK' };
  if (!isProductIntent(intent) || intent === 'out_of_scope' || confidence < CONFIDENT) return null;
  if (intent === 'apply') return freeText(question) && text.length > 12 ? null : { type: 'APPLY' };
  if (intent === 'application_status' && DURATION.test(text) && !context.application) return topic(intent);
  if (intent === 'application_status' && (context.applying || context.application)) return { type: 'STATUS' };
  if (
    intent === 'close_service' &&
    understanding.act === 'cancel' &&
    (context.applying || isOpen(context.application) || context.check !== null || context.proving !== null)
  ) {
    return { type: 'CANCEL' };
  }
  return topic(intent);
}

const freeText = (question: QuestionId): boolean => ['name', 'idNumber', 'contact'].includes(question);

/** Offers up to three likely intents to choose from; MISSED where none is likely. */
export function unclear({ intent, confidence, alternatives }: Understanding): Move {
  if (confidence < GUESSING) return { type: 'MISSED' };
  const likely = [intent, ...alternatives.map((alternative) => alternative.intent)]
    .filter(isProductIntent)
    .filter((candidate) => candidate !== 'out_of_scope')
    .slice(0, 3);
  return intent === 'out_of_scope' || likely.length === 0
    ? { type: 'MISSED' }
    : remark(
        'unclear',
        likely.map((candidate): Choice => `topic_${candidate}`),
      );
}
