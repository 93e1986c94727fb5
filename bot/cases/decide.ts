import { z } from 'zod';
import { isOpen, ITEMS, type Application, type EpochMs, type HistoryEntry } from '../../dialogs/types';
import { advance } from './record';
import { DeskError } from '../errors';

const note = z.string().max(2_000).optional();

/**
 * The lender's own code for the reason. The wording tells the applicant those it knows (`notice.declined`): credit_record, pay_score,
 * identity_mismatch, contact_unreachable, incomplete, policy; any other is recorded and told in general words.
 */
const reasonCode = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, 'a code of 1 to 64 letters, digits, _ . or -');

/** Body of POST /api/applications/:no/decision. The note is internal: the applicant never sees it. */
export const decisionSchema = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('approved'), reasonCode: reasonCode.optional(), note }),
  z.strictObject({ decision: z.literal('declined'), reasonCode, note }),
  z.strictObject({
    decision: z.literal('needs_info'),
    reasonCode,
    item: z.enum(ITEMS),
    note,
  }),
]);
export type Decision = z.infer<typeof decisionSchema>;

const itemOf = (decision: Decision) => ('item' in decision ? decision.item : undefined);

/** Notes may differ: they decide nothing. */
const isSame = (decision: Decision, made: HistoryEntry): boolean =>
  made.status === decision.decision && made.reason === decision.reasonCode && made.item === itemOf(decision);

/** The reviewer's decision as it stands, undefined if something has happened since. */
const standingDecision = ({ history }: Application): HistoryEntry | undefined => {
  const last = history.at(-1);
  return last?.by === 'reviewer' ? last : undefined;
};

/**
 * The application after the decision; undefined where this very decision stands already. Throws already_decided where another one
 * closed the case, not_decidable where the applicant did.
 */
export const applyDecision = (application: Application, decision: Decision, at: EpochMs): Application | undefined => {
  const standing = standingDecision(application);
  if (standing && isSame(decision, standing)) return undefined;
  if (!isOpen(application)) throw new DeskError(standing ? 'already_decided' : 'not_decidable');
  const item = itemOf(decision);
  return advance(application, {
    at,
    by: 'reviewer',
    status: decision.decision,
    ...(decision.reasonCode !== undefined && { reason: decision.reasonCode }),
    ...(decision.note !== undefined && { note: decision.note }),
    ...(item !== undefined && { item }),
  });
};

/** What a decision is answered with: the entry it made, so that the same request is answered the same for ever. */
export const toDecisionBody = ({ no, history }: Application, version: number): Record<string, unknown> => {
  const made = history.find((entry) => entry.version === version);
  if (!made) throw new DeskError('not_found');
  return {
    no,
    status: made.status,
    version,
    decision: made.status,
    ...(made.reason !== undefined && { reasonCode: made.reason }),
    ...(made.item !== undefined && { item: made.item }),
    ...(made.note !== undefined && { note: made.note }),
    decidedAt: new Date(made.at).toISOString(),
  };
};
