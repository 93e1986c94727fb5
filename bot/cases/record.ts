import {
  isOpen,
  type Application,
  type ApplicationData,
  type ApplicationView,
  type EpochMs,
  type HistoryEntry,
} from '../../dialogs/types';

/** What an application can become. Every change that concerns the applicant is an entry of the history with a version of its own. */
export type NewEntry = Omit<HistoryEntry, 'version'>;

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
  history: [{ version: 1, at, by: 'applicant', status: 'queued' }],
});

/** The same application, one entry further. */
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

/**
 * Without anything personal: no data, no notes. Still open, it is withdrawn: nobody can decide about nobody. The version moves so that
 * a change computed from the full record cannot bring the data back.
 */
export const erased = (application: Application, at: EpochMs): Application => {
  const closed = isOpen(application)
    ? advance(application, { at, by: 'applicant', status: 'withdrawn', reason: 'erased' })
    : { ...application, version: application.version + 1, updatedAt: at };
  return { ...closed, data: null, history: closed.history.map(({ note: _, ...entry }) => entry) };
};

/** What the dialogue may see. */
export const toView = ({
  no,
  version,
  status,
  phrase,
  createdAt,
  updatedAt,
  history,
}: Application): ApplicationView => ({
  no,
  version,
  status,
  phrase,
  createdAt,
  updatedAt,
  history: history.map(({ note: _, ...entry }) => entry),
});
