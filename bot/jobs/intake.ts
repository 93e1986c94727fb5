import { advance } from '../cases/record';
import { changedCommand } from '../turn/effects';
import type { Processor, ProcessorDeps } from '../queue/processors';

/** Takes a queued application into review. One that has moved on already, or been withdrawn, stays as it is. */
export const createIntake =
  ({ store, clock, nudgeRelay }: ProcessorDeps): Processor<'intake'> =>
  async ({ conversationKey, no }) => {
    await store.applications.change(conversationKey, no, (queued) => {
      if (queued.status !== 'queued') return undefined;
      const application = advance(queued, { at: clock.now(), by: 'system', status: 'in_review' });
      return { application, commands: [changedCommand(application)] };
    });
    nudgeRelay(conversationKey);
  };
