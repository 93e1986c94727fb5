import { jobOf, type Job, type QueueFacts } from '../queue/job';
import type { Store } from '../store';

/** Queue of hand-offs to be listed. */
export const LIST_HANDOFF: QueueFacts<'listHandoff'> = { name: 'listHandoff', on: 'listHandoff', concurrency: 2 };

/** Adds a new hand-off to the list for staff. */
export const listHandoffJob = ({ store }: { store: Pick<Store, 'reviewList'> }): Job =>
  jobOf(LIST_HANDOFF, async ({ id, at }) => {
    await store.reviewList.addHandoff(id, at);
  });
