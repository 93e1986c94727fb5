/** Notifications of an application's history. */
import type { Context } from '../state/context';
import type { ApplicationView, HistoryEntry, Reply } from '../types';

/** An applicant's own changes were answered when they made them; of these only the receipt is notified. */
const isNews = (entry: HistoryEntry): boolean =>
  entry.by !== 'applicant' || (entry.status === 'queued' && entry.changed === undefined);

/** Entries not yet announced, one reply each, oldest first; none for an application of another conversation. */
export function news(context: Context, application: ApplicationView): Reply[] {
  if (context.application?.no !== application.no) return [];
  return application.history
    .filter((entry) => entry.version > context.announced && isNews(entry))
    .map((entry) => ({
      key: `notice.${entry.status}`,
      params: {
        no: application.no,
        phrase: application.phrase,
        reason: entry.reason ?? 'other',
        item: entry.item ?? 'other',
      },
    }));
}
