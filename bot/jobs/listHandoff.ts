import { jobOf, type Job, type QueueFacts } from '../queue/job';
import type { Store } from '../store';

export const LIST_HANDOFF: QueueFacts<'listHandoff'> = { name: 'listHandoff', on: 'listHandoff', concurrency: 2 };

/** Lists a request for a person where staff see it. */
export const listHandoffJob = ({ store }: { store: Pick<Store, 'reviewList'> }): Job =>
  jobOf(LIST_HANDOFF, async ({ id, at }) => {
    await store.reviewList.addHandoff(id, at);
  });
