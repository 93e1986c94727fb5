import { jobOf, type Job, type QueueFacts } from '../queue/job';
import type { Store } from '../store';
import type { HandleTurn } from '../turn/handleTurn';

/** Queue of reminders. */
export const REMIND: QueueFacts<'remind'> = { name: 'remind', on: 'remind', concurrency: 4 };

/** Reminds an applicant of an unfinished application, unless a turn has followed. */
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
