import type { Processor, ProcessorDeps } from '../queue/processors';

/** Puts the request for a person where staff see it. */
export const createHandoff =
  ({ store }: ProcessorDeps): Processor<'handoff'> =>
  async ({ id, at }) => {
    await store.reviewList.addHandoff(id, at);
  };
