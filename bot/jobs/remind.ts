import type { Processor, ProcessorDeps } from '../queue/processors';

/** Reminds somebody who has fallen silent: any turn since then, and there is nothing to remind of. */
export const createRemind =
  ({ store, turn }: ProcessorDeps): Processor<'remind'> =>
  async ({ id, conv, channel, version }) => {
    if ((await store.conversations.load(conv, id)).version !== version) return;
    await turn({ conversationKey: conv, channel, id, event: { type: 'reminderDue' } });
  };
