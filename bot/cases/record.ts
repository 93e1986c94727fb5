import { isOpen, type ApplicationData, type EpochMs } from '../../dialogs/types';
import { APPLICANT, SYSTEM } from './actor';
import type { Application, HistoryEntry } from './application';

/** An entry before it has its version. */
export type NewEntry = Omit<HistoryEntry, 'version'>;

/** A new application, queued, of version 1. */
export const createApplication = (
  submitted: { no: string; phrase: string; data: ApplicationData },
  origin: { conversationKey: string; channel: string },
  at: EpochMs,
): Application => ({
  ...submitted,
  ...origin,
  version: 1,
  status: 'queued',
  createdAt: at,
  updatedAt: at,
  history: [{ version: 1, at, by: APPLICANT, status: 'queued' }],
});

/** The application one version and one entry further. */
export const advance = (application: Application, entry: NewEntry): Application => {
  const version = application.version + 1;
  return {
    ...application,
    version,
    status: entry.status,
    updatedAt: entry.at,
    history: [...application.history, { ...entry, version }],
  };
};

const withoutData = (application: Application): Application => ({
  ...application,
  data: null,
  history: application.history.map(({ note: _, ...entry }) => entry),
});

/**
 * The application without anything personal: no data, no notes. An open one is withdrawn by its applicant, since nobody can decide about
 * nobody. The version moves, so that a change computed from the full record cannot bring the data back.
 */
export const erased = (application: Application, at: EpochMs): Application =>
  withoutData(
    isOpen(application)
      ? advance(application, { at, by: APPLICANT, status: 'withdrawn', reason: 'erased' })
      : { ...application, version: application.version + 1, updatedAt: at },
  );

/** A finished application whose retention is over: without anything personal. Undefined for one that is open or younger. */
export const expired = (application: Application, before: EpochMs, at: EpochMs): Application | undefined =>
  isOpen(application) || !application.data || application.updatedAt >= before ? undefined : erased(application, at);

/** A queued application taken into review; undefined for one that has moved on already, or been withdrawn. */
export const takenIntoReview = (application: Application, at: EpochMs): Application | undefined =>
  application.status === 'queued' ? advance(application, { at, by: SYSTEM, status: 'in_review' }) : undefined;
