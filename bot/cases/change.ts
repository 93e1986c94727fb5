import type { EpochMs } from '../../dialogs/types';
import { DeskError } from '../errors';
import type { Actor } from './actor';
import type { Application, CaseRequest, HistoryEntry } from './application';
import { decided, type Decision } from './decide';
import { takenIntoReview } from './record';

/** Changes of a case from outside its conversation. */
export type CaseChange = { type: 'decide'; decision: Decision } | { type: 'takeIntoReview' };

/** A requested change: the case, the actor and the API request, if any. */
export interface RequestedChange {
  no: string;
  by: Actor;
  change: CaseChange;
  request?: CaseRequest;
}

/**
 * History entry that answered the same request earlier; undefined where there is none.
 * @throws DeskError idempotency_mismatch where the key was used for another request
 */
export const entryOf = ({ history }: Application, request: CaseRequest | undefined): HistoryEntry | undefined => {
  for (const entry of history) {
    const earlier = entry.requests?.find(({ keyHash }) => keyHash === request?.keyHash);
    if (earlier && earlier.fingerprint !== request?.fingerprint) throw new DeskError('idempotency_mismatch');
    if (earlier) return entry;
  }
  return undefined;
};

/**
 * The application after the change; undefined where nothing changes: the request is a repetition, or the case has the
 * wanted status.
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
