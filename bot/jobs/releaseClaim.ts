import type { Processor, ProcessorDeps } from '../queue/processors';

/** Erases what the commit could not reach: the claim lies in another slot. The record has lost its personal data already. */
export const createErase =
  ({ store }: ProcessorDeps): Processor<'erase'> =>
  async ({ conversationKey, no, person }) => {
    await store.claims.release(person, no, conversationKey);
  };
