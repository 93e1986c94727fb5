import type { Chat } from './applicant';
import type { TestDesk } from './desk';

/** A conversation with a desk of this process, from the applicant's side. */
export const chatWith = (desk: Pick<TestDesk, 'say' | 'until'>, conversationKey: string): Chat => {
  let read = 0;
  return {
    say: async (text) => {
      await desk.say(conversationKey, text);
    },
    next: async () => (await desk.until(conversationKey, (replies) => replies.length > read))[read++] ?? '',
  };
};
