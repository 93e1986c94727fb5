import type { Processor, ProcessorDeps } from './processors';

/** What the commit could not reach: the claim lies in another slot. The record has lost its personal data already. */
export const createErase =
  ({ store }: ProcessorDeps): Processor<'erase'> =>
  async ({ conv, no }) => {
    const person = await store.applications.person(conv, no);
    if (!person) return;
    await store.claims.release(person, no, conv);
    await store.applications.forgetPerson(conv, no);
  };
