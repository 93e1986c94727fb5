import { isOpen } from '../../dialogs/types';
import type { Processor, ProcessorDeps } from '../queue/processors';

/** Lists a changed application for the reviewer, and tells the applicant by an ordinary turn. */
export const createNotify =
  ({ store, turn }: ProcessorDeps): Processor<'applicationChanged'> =>
  async ({ id, conversationKey, no }) => {
    const application = await store.applications.load(conversationKey, no);
    if (!application) return;

    await Promise.all([
      store.reviewList.project(application),
      // While it is open, retention keeps it and what leads to it; a decided one stays from now on as long as any.
      isOpen(application) ? undefined : store.applications.keepNumber(no, conversationKey),
      turn({ conversationKey, channel: application.channel, id, event: { type: 'applicationChanged', no } }),
    ]);
  };
