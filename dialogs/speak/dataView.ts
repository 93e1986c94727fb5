/** What is stored of the applicant, told truly in every status. */
import type { Context } from '../state/context';
import { maskedData } from '../state/submission';
import type { Choice } from '../state/questions';
import type { Reply } from '../types';

const UNKNOWN = 'none';

/** The reply to "my data": the draft, or what was handed in; or that nothing is stored. */
export function dataView(context: Context): Reply {
  const { application, applying, draft, consents } = context;
  const given = application?.consents ?? consents;
  const facts = applying ? draft.facts : { ...application?.facts, ...draft.facts };
  const masked = maskedData(context);
  const holds = application !== null || given.length > 0 || Object.keys(facts).length > 0;
  if (!holds) return { key: 'data.none', choices: applying ? [] : ['apply', 'find_number'] };
  const choices: readonly Choice[] = applying ? [] : ['export_data', 'erase'];
  return {
    key: 'data.view',
    params: {
      ...masked,
      payScore: facts.payScore ?? UNKNOWN,
      debitCard: facts.debitCard ?? UNKNOWN,
      overdue: facts.overdue ?? UNKNOWN,
      consents: given.length,
      status: application?.status ?? 'draft',
      no: application?.no ?? UNKNOWN,
    },
    choices,
  };
}
