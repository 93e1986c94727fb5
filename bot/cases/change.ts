import type { EpochMs } from '../../dialogs/types';
import { DeskError } from '../errors';
import type { Actor } from './actor';
import type { Application, CaseRequest, HistoryEntry } from './application';
import { decided, type Decision } from './decide';
import { takenIntoReview } from './record';

/** What may be done to a case from outside its conversation. */
export type CaseChange = { type: 'decide'; decision: Decision } | { type: 'takeIntoReview' };

/** A change as it is asked for: of which case, by whom, and under which request. */
export interface RequestedChange {
  no: string;
  by: Actor;
  change: CaseChange;
  request?: CaseRequest;
}

/** The entry that an earlier request under the same key made. @throws DeskError idempotency_mismatch if that was another request */
export const entryOf = ({ history }: Application, request: CaseRequest | undefined): HistoryEntry | undefined => {
  const made = history.find((entry) => request && entry.request?.keyHash === request.keyHash);
  if (made && made.request?.fingerprint !== request?.fingerprint) throw new DeskError('idempotency_mismatch');
  return made;
};

/**
 * The application after the change; undefined where nothing changes: the request was carried out before, or the case is already as it is
 * wanted.
 * @throws DeskError of `decided` and `entryOf`
 */
export const changed = (
  application: Application,
  { by, change, request }: RequestedChange,
  at: EpochMs,
): Application | undefined => {
  if (entryOf(application, request)) return undefined;
  switch (change.type) {
    case 'decide':
      return decided(application, change.decision, { at, by, request });
    case 'takeIntoReview':
      return takenIntoReview(application, at);
  }
};
