import type { Actor } from '../../bot/cases/actor';
import type { ChangedCase } from '../../bot/cases/cases';
import type { Decision } from '../../bot/cases/decide';
import type { TestDesk } from './desk';

/** An invented member of the staff. */
export const REVIEWER: Actor = { kind: 'staff', id: 'anna', roles: ['reviewer'] };

/** A decision by its status; a reason that the API wants is made up. */
export const decisionOf = (
  status: string,
  { reason = 'credit_record', item = 'idNumber' }: { reason?: string | undefined; item?: string | undefined } = {},
): Decision => {
  const reasonCode = status === 'approved' ? {} : { reasonCode: reason };
  return { decision: status, ...reasonCode, ...(status === 'needs_info' && { item }) } as Decision;
};

/** Decides a case, as the reviewer's API does. */
export const decide = (
  { cases }: Pick<TestDesk, 'cases'>,
  no: string,
  status: string,
  details?: { reason?: string | undefined; item?: string | undefined },
): Promise<ChangedCase> => cases.change(no, REVIEWER, { type: 'decide', decision: decisionOf(status, details) });
