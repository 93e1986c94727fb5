import type { Processor, ProcessorDeps } from './processors';

/** Puts the request for a person where staff see it. */
export const createHandoff =
  ({ store }: ProcessorDeps): Processor<'handoff'> =>
  async ({ id, conv, at, state, item, no }) => {
    await store.reviewList.addHandoff({
      id,
      conversationKey: conv,
      at,
      state,
      ...(item && { item }),
      ...(no && { applicationNo: no }),
    });
  };
