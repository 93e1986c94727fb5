/** What an applicant has not been told yet of their application: one notification an entry of its history, in order. */
import type { Context } from '../state/context';
import type { ApplicationView, HistoryEntry, Reply } from '../types';

/** What applicants did themselves was answered when they did it; only the receipt is confirmed to them as well. */
const isNews = (entry: HistoryEntry): boolean => entry.by !== 'applicant' || entry.status === 'queued';

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
