import { isOpen } from '../../dialogs/types';
import { jobOf, type Job, type QueueFacts } from '../queue/job';
import type { Store } from '../store';

/** A listener of case events. */
export const LIST_CASE: QueueFacts<'caseChanged'> = { name: 'listCase', on: 'caseChanged', concurrency: 64 };

/** Projects a changed case into the reviewer's list. While a case is open, retention keeps the way to it; a closed one stays from now on. */
export const listCaseJob = ({ store }: { store: Pick<Store, 'applications' | 'reviewList'> }): Job =>
  jobOf(LIST_CASE, async ({ conversationKey, no }) => {
    const application = await store.applications.load(conversationKey, no);
    if (!application) return;
    await Promise.all([
      store.reviewList.project(application),
      isOpen(application) ? undefined : store.applications.keepNumber(no, conversationKey),
    ]);
  });
