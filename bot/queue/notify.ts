import type { Processor, ProcessorDeps } from './processors';

/** Lists a changed application for the reviewer, keeps what leads to it alive, and tells the applicant by an ordinary turn. */
export const createNotify =
  ({ store, turn }: ProcessorDeps): Processor<'applicationChanged'> =>
  async ({ id, conv, no }) => {
    const application = await store.applications.load(conv, no);
    if (!application) return;

    await store.reviewList.project(application);
    await store.applications.keepPlace(no, conv);
    if (application.data) await store.claims.keep(store.claims.personOf(application.data.idNumber));

    await turn({ conversationKey: conv, channel: application.channel, id, event: { type: 'applicationChanged', no } });
  };
