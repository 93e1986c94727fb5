import { isOpen } from '../../dialogs/types';
import { jobOf, type Job, type QueueFacts } from '../queue/job';
import type { Store } from '../store';

/** Queue that updates the review list after each `caseChanged`. */
export const LIST_CASE: QueueFacts<'caseChanged'> = { name: 'listCase', on: 'caseChanged', concurrency: 64 };

/**
 * Projects a changed case into the review list. For a closed case it also renews the TTL of the number's index entry,
 * which retention renews only while the case is open.
 */
export const listCaseJob = ({ store }: { store: Pick<Store, 'applications' | 'reviewList'> }): Job =>
  jobOf(LIST_CASE, async ({ conversationKey, no }) => {
    const application = await store.applications.load(conversationKey, no);
    if (!application) return;
    await Promise.all([
      store.reviewList.project(application),
      isOpen(application) ? undefined : store.applications.keepNumber(no, conversationKey),
    ]);
  });
