import { jobOf, type Job, type QueueFacts } from '../queue/job';
import type { Store } from '../store';

export const RELEASE_CLAIM: QueueFacts<'releaseClaim'> = { name: 'releaseClaim', on: 'releaseClaim', concurrency: 2 };

/** Gives up a claim, which lies in another slot than the commit. The record has lost its personal data already. */
export const releaseClaimJob = ({ store }: { store: Pick<Store, 'claims'> }): Job =>
  jobOf(RELEASE_CLAIM, async ({ conversationKey, no, person }) => {
    await store.claims.release(person, no, conversationKey);
  });
