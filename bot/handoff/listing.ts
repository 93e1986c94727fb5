import type { Store } from '../store';

/**
 * Lists a hand-off as the conversation's record has it, or takes it out where it is closed. Looks again after each
 * write, so that of two runs that overlap the later state is listed, whichever of them writes last.
 */
export const listAsItIs = async (
  { conversations, reviewList }: Pick<Store, 'conversations' | 'reviewList'>,
  conversationKey: string,
  id: string,
): Promise<void> => {
  const find = async () => {
    const handoff = await conversations.handoff(conversationKey);
    return handoff?.id === id ? handoff : undefined;
  };
  let handoff = await find();
  for (;;) {
    await reviewList.listHandoff(id, handoff);
    const now = await find();
    if (now?.status === handoff?.status) return;
    handoff = now;
  }
};
