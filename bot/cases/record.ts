import { isOpen, type ApplicationData, type EpochMs } from '../../dialogs/types';
import { APPLICANT, SYSTEM } from './actor';
import type { Application, CaseRequest, HistoryEntry } from './application';

/** A history entry before it gets its version. */
export type NewEntry = Omit<HistoryEntry, 'version'>;

/** A new application: queued, version 1. */
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

/** The application after one more history entry: version, status and time follow the entry. */
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

/** The entry that made the status what it is: the last one but for corrections by the applicant. */
export const standingEntry = ({ history }: Pick<Application, 'history'>): HistoryEntry | undefined =>
  history.findLast(({ changed, status }, i) => changed === undefined || status !== history[i - 1]?.status);

/** Requests that one history entry remembers. */
const MAX_REQUESTS = 20;

/** The application whose standing entry answers this request, too. Beyond MAX_REQUESTS nothing changes. */
export const alsoAnswering = (application: Application, request: CaseRequest): Application | undefined => {
  const standing = standingEntry(application);
  const { requests = [] } = standing ?? {};
  if (!standing || requests.length >= MAX_REQUESTS) return undefined;
  const answering = { ...standing, requests: [...requests, request] };
  const history = application.history.map((entry) => (entry === standing ? answering : entry));
  return { ...application, version: application.version + 1, history };
};

const withoutData = (application: Application): Application => ({
  ...application,
  data: null,
  history: application.history.map(({ note: _, ...entry }) => entry),
});

/**
 * The application without personal data and notes. An open one is also withdrawn, since it can no longer be decided.
 * The version rises, so that a concurrent change computed from the full record is lost.
 */
export const erased = (application: Application, at: EpochMs): Application =>
  withoutData(
    isOpen(application)
      ? advance(application, { at, by: APPLICANT, status: 'withdrawn', reason: 'erased' })
      : { ...application, version: application.version + 1, updatedAt: at },
  );

/** `erased`, for a closed application last changed before `before`; undefined for any other. */
export const expired = (application: Application, before: EpochMs, at: EpochMs): Application | undefined =>
  isOpen(application) || !application.data || application.updatedAt >= before ? undefined : erased(application, at);

/** The application in review, if it is queued; undefined otherwise. */
export const takenIntoReview = (application: Application, at: EpochMs): Application | undefined =>
  application.status === 'queued' ? advance(application, { at, by: SYSTEM, status: 'in_review' }) : undefined;
