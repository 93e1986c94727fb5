import { isOpen } from '../../dialogs/types';
import type { Processor, ProcessorDeps } from '../queue/processors';

/** Lists a changed application for the reviewer, and tells the applicant by an ordinary turn. */
export const createNotify =
  ({ store, turn }: ProcessorDeps): Processor<'applicationChanged'> =>
  async ({ id, conv, no }) => {
    const application = await store.applications.load(conv, no);
    if (!application) return;

    await Promise.all([
      store.reviewList.project(application),
      // While it is open, retention keeps it and what leads to it; a decided one stays from now on as long as any.
      isOpen(application) ? undefined : store.applications.keepPlace(no, conv),
      turn({ conversationKey: conv, channel: application.channel, id, event: { type: 'applicationChanged', no } }),
    ]);
  };
