import { jobOf, type Job, type QueueFacts } from '../queue/job';
import type { Store } from '../store';

/** Queue of claims to be released. */
export const RELEASE_CLAIM: QueueFacts<'releaseClaim'> = { name: 'releaseClaim', on: 'releaseClaim', concurrency: 2 };

/**
 * Releases a claim, which the commit cannot do: it lies in another slot. Commands of earlier releases name no version.
 */
export const releaseClaimJob = ({ store }: { store: Pick<Store, 'claims'> }): Job =>
  jobOf(RELEASE_CLAIM, async ({ conversationKey, no, person, version = Infinity }) => {
    await store.claims.release(person, { no, version }, conversationKey);
  });
