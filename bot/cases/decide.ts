import { z } from 'zod';
import { isOpen, ITEMS, type EpochMs } from '../../dialogs/types';
import { DeskError } from '../errors';
import { isReviewer, type Actor } from './actor';
import type { Application, CaseRequest, HistoryEntry } from './application';
import { advance, alsoAnswering, standingEntry } from './record';

const note = z.string().max(2_000).optional();

/**
 * Reason code of the lender. Codes with a text of their own in the wording (`notice.declined`): credit_record,
 * pay_score, identity_mismatch, contact_unreachable, incomplete, policy. Any other code is recorded, and the applicant
 * reads a general text.
 */
const reasonCode = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, 'a code of 1 to 64 letters, digits, _ . or -');

/** A requested decision. `note` is internal: the applicant never sees it. */
export const decisionSchema = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('approved'), reasonCode: reasonCode.optional(), note }),
  z.strictObject({ decision: z.literal('declined'), reasonCode, note }),
  z.strictObject({ decision: z.literal('needs_info'), reasonCode, item: z.enum(ITEMS), note }),
]);
/** A requested decision. */
export type Decision = z.infer<typeof decisionSchema>;

const itemOf = (decision: Decision) => ('item' in decision ? decision.item : undefined);

/** Whether the entry records this decision. Notes are not compared. */
const isSame = (decision: Decision, made: HistoryEntry): boolean =>
  made.status === decision.decision && made.reason === decision.reasonCode && made.item === itemOf(decision);

/** The reviewer's decision, if the status is still what it made of it; else undefined. */
const standingDecision = (application: Application): HistoryEntry | undefined => {
  const standing = standingEntry(application);
  return standing && isReviewer(standing.by) ? standing : undefined;
};

/**
 * The application after the decision; undefined where the same decision stands. A request for the same is remembered,
 * so that its repetition is answered as it was.
 * @throws DeskError already_decided where another decision closed the case; not_decidable where the applicant closed it
 */
export const decided = (
  application: Application,
  decision: Decision,
  { at, by, request }: { at: EpochMs; by: Actor; request: CaseRequest | undefined },
): Application | undefined => {
  const standing = standingDecision(application);
  if (standing && isSame(decision, standing)) return request && alsoAnswering(application, request);
  if (!isOpen(application)) throw new DeskError(standing ? 'already_decided' : 'not_decidable');
  const item = itemOf(decision);
  return advance(application, {
    at,
    by,
    status: decision.decision,
    ...(decision.reasonCode !== undefined && { reason: decision.reasonCode }),
    ...(decision.note !== undefined && { note: decision.note }),
    ...(item !== undefined && { item }),
    ...(request && { requests: [request] }),
  });
};
