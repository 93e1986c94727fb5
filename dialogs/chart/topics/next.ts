/** Derives the open question from the context. No other file knows the order of the form. */
import { hasConsent, isFilled } from '../../state/context';
import type { Context } from '../../state/context';
import type { QuestionId } from '../../state/questions';
import { ITEMS, isOpen } from '../../types';
import type { DialogConfig, Item } from '../../types';

/** Operator and lender. Where they differ, handing the application over needs a separate consent (PIPL Art. 23). */
type Parties = Pick<DialogConfig, 'operatorName' | 'lenderName'>;

/** The open question; `resubmitting` where the item that the reviewer asked for is answered. */
export function nextOf(context: Context, { lenderName, operatorName }: Parties): QuestionId | 'resubmitting' {
  const { sure, unconfirmed, reopened, draft, check, application } = context;
  if (context.personSince !== null && !sure) return 'person';
  if (sure !== null) return 'sure';
  if (context.proving !== null) return 'proof';
  if (check !== null) return nextCheck(check);
  if (unconfirmed !== null) return 'confirmValue';
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

function nextCheck({ age, idCard, facts }: NonNullable<Context['check']>): QuestionId {
  if (age === null) return 'checkAge';
  if (idCard === null) return 'checkIdCard';
  if (facts.debitCard === undefined) return 'checkDebitCard';
  if (facts.payScore === undefined) return 'checkPayScore';
  return 'checkOverdue';
}
