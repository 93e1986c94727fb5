/** Derives the open question from the context. No other file knows the order of the form. */
import { hasConsent, isFilled } from '../../state/context';
import type { Context } from '../../state/context';
import type { QuestionId } from '../../state/questions';
import { ITEMS, isOpen } from '../../types';
import type { DialogConfig, Item } from '../../types';

/** Operator and lender. Where they differ, handing the application over needs a separate consent (PIPL Art. 23). */
type Parties = Pick<DialogConfig, 'operatorName' | 'lenderName'>;

/** The open question, or what the answers make ready: `resubmitting` the item asked for, `amending` the application, the result `checked`. */
export function nextOf(
  context: Context,
  { lenderName, operatorName }: Parties,
): QuestionId | 'resubmitting' | 'amending' | 'checked' {
  const { sure, unconfirmed, reopened, draft, check, application } = context;
  if (context.amending !== null) return 'amending';
  if (context.personSince !== null && !sure) return 'person';
  if (sure !== null) return 'sure';
  if (context.lookup !== null) return 'proof';
  if (context.recovery !== null) return 'recover';
  if (check !== null) return nextCheck(check);
  if (unconfirmed.length > 0) return 'confirmValue';
  if (reopened !== null) return isFilled(draft, reopened) ? 'resubmitting' : reopened;
  if (!context.applying) return isOpen(application) ? 'applied' : 'lobby';
  if (context.returned) return 'returning';
  return nextInForm(context, lenderName !== operatorName);
}

function nextInForm(context: Context, handsOver: boolean): QuestionId {
  if (context.wallet === null) return 'wallet';
  if (context.guide !== null) return 'guide';
  if (context.acknowledgedAt === null) return 'expectation';
  if (!hasConsent(context, 'privacy')) return 'consent';
  if (context.picking) return 'pickItem';
  const { draft } = context;
  const corrected = draft.changed.findLast((item) => !isFilled(draft, item));
  if (corrected) return missing(context, corrected, handsOver) ?? corrected;
  return ITEMS.map((item) => missing(context, item, handsOver)).find((question) => question !== null) ?? 'summary';
}

/** What to ask for an item: the consent that it needs, the item, or null where it is complete. */
function missing(context: Context, item: Item, handsOver: boolean): QuestionId | null {
  if (item === 'idNumber' && !hasConsent(context, 'idNumber')) return 'idConsent';
  if (!isFilled(context.draft, item)) return item;
  if (item === 'contact' && handsOver && !hasConsent(context, 'handover')) return 'handover';
  return null;
}

function nextCheck({ age, idCard, facts }: NonNullable<Context['check']>): QuestionId | 'checked' {
  if (age === null) return 'checkAge';
  if (idCard === null) return 'checkIdCard';
  if (facts.debitCard === undefined) return 'checkDebitCard';
  if (facts.payScore === undefined) return 'checkPayScore';
  return facts.overdue === undefined ? 'checkOverdue' : 'checked';
}
