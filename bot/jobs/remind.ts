import { jobOf, type Job, type QueueFacts } from '../queue/job';
import type { Store } from '../store';
import type { HandleTurn } from '../turn/handleTurn';

export const REMIND: QueueFacts<'remind'> = { name: 'remind', on: 'remind', concurrency: 4 };

/** Reminds somebody who has fallen silent. After any turn since, there is nothing to remind of. */
export const remindJob = ({
  store,
  handleInnerTurn,
}: {
  store: Pick<Store, 'conversations'>;
  handleInnerTurn: HandleTurn;
}): Job =>
  jobOf(REMIND, async ({ id, conversationKey, version }) => {
    if ((await store.conversations.load(conversationKey, id)).version !== version) return;
    await handleInnerTurn({ conversationKey, id, event: { type: 'reminderDue' } });
  });
