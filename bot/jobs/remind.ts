import type { Processor, ProcessorDeps } from '../queue/processors';

/** Reminds somebody who has fallen silent: any turn since then, and there is nothing to remind of. */
export const createRemind =
  ({ store, turn }: ProcessorDeps): Processor<'remind'> =>
  async ({ id, conversationKey, channel, version }) => {
    if ((await store.conversations.load(conversationKey, id)).version !== version) return;
    await turn({ conversationKey, channel, id, event: { type: 'reminderDue' } });
  };
