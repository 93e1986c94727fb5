import { listAsItIs } from '../handoff/listing';
import { jobOf, type Job, type QueueFacts } from '../queue/job';
import type { Store } from '../store';

/** Queue of new hand-offs. */
export const LIST_HANDOFF: QueueFacts<'listHandoff'> = { name: 'listHandoff', on: 'listHandoff', concurrency: 2 };
/** Queue of hand-offs that were taken, taken back or closed. */
export const RELIST_HANDOFF: QueueFacts<'relistHandoff'> = {
  name: 'relistHandoff',
  on: 'relistHandoff',
  concurrency: 2,
};

type Deps = { store: Pick<Store, 'conversations' | 'reviewList'> };

/** Adds a new hand-off to the list for staff, unless it has been taken back by now. */
export const listHandoffJob = ({ store }: Deps): Job =>
  jobOf(LIST_HANDOFF, ({ id, conversationKey }) => listAsItIs(store, conversationKey, id));

/** Brings the list up to date with a hand-off that is in it. */
export const relistHandoffJob = ({ store }: Deps): Job =>
  jobOf(RELIST_HANDOFF, ({ handoffId, conversationKey }) => listAsItIs(store, conversationKey, handoffId));
