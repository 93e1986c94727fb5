/** Replies about the open question: asked in full, asked in short, its help, its reason. Keys are under `questions` in the wording. */
import type { Context, Unconfirmed } from '../state/context';
import { GUIDE_STEPS, questionOf } from '../state/questions';
import type { AskMode, Choice, QuestionId } from '../state/questions';
import { maskedData } from '../state/submission';
import { maskContact, maskIdNumber } from './mask';
import { ITEMS } from '../types';
import type { MaskedIdNumber, Reply } from '../types';

/** Key of a question whose wording depends on the context, e.g. contact.email. */
function variantOf(id: QuestionId, context: Context): string {
  switch (id) {
    case 'contact':
      return `contact.${context.contactKind}`;
    case 'guide':
      return `guide.${context.guide ?? 0}`;
    case 'sure':
      return `sure.${context.sure ?? 'cancel'}`;
    case 'confirmValue':
      return `confirmValue.${context.unconfirmed[0]?.reason ?? 'overwrite'}`;
    case 'idConsent':
      return context.draft.idNumber === null ? 'idConsent' : 'idConsent.held';
    case 'recover':
      return `recover.${missingOf(context)}`;
    default:
      return id;
  }
}

/** What is still missing for the look-up of a lost number. */
const missingOf = ({ recovery }: Context): 'both' | 'idNumber' | 'contact' =>
  recovery?.contact ? 'idNumber' : recovery?.idNumber ? 'contact' : 'both';

/** Buttons of a question in this context. */
export function choicesOf(id: QuestionId, context: Context): readonly Choice[] {
  if (id === 'contact') {
    const others = (['use_phone', 'use_wechatId', 'use_email'] as const).filter(
      (c) => c !== `use_${context.contactKind}`,
    );
    return context.before ? [...others, 'go_back'] : others;
  }
  if (id === 'guide' && context.guide === GUIDE_STEPS - 1) return ['done', 'not_found'];
  const { choices, item } = questionOf(id);
  return item && context.before ? [...choices, 'go_back'] : choices;
}

function paramsOf(id: QuestionId, context: Context): NonNullable<Reply['params']> {
  const [first] = context.unconfirmed;
  if (id === 'confirmValue' && first) return { value: shown(first), item: first.item };
  if (id === 'summary') {
    const { facts, changed } = context.draft;
    return {
      ...maskedData(context),
      payScore: facts.payScore ?? 'unsure',
      debitCard: facts.debitCard ?? 'unsure',
      overdue: facts.overdue ?? 'unsure',
      ...Object.fromEntries(ITEMS.map((item) => [`${item}Changed`, changed.includes(item) ? 'yes' : 'no'])),
    };
  }
  return context.application ? { no: context.application.no, status: context.application.status } : {};
}

/** The value to confirm. A name is shown in full, or a missing dot would not be seen; numbers are masked. */
const shown = ({ item, value, contactKind }: Unconfirmed): string | MaskedIdNumber =>
  item === 'name'
    ? value
    : item === 'idNumber'
      ? maskIdNumber(value)
      : maskContact({ kind: contactKind ?? 'phone', value });

/**
 * The reply that asks a question, or null where the wording has none for this mode. A variant falls back on its question, a question on
 * `default`.
 * @param has whether the wording has a key
 */
export function askReply(id: QuestionId, context: Context, mode: AskMode, has: (key: string) => boolean): Reply | null {
  const variant = variantOf(id, context);
  const candidates = [`questions.${variant}.${mode}`, `questions.${id}.${mode}`, `questions.default.${mode}`];
  const key = candidates.find(has);
  if (!key) return null;
  return { key, params: paramsOf(id, context), choices: choicesOf(id, context) };
}
