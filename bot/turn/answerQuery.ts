import { isOpen, type Query, type QueryAnswer } from '../../dialogs/types';
import type { Application } from '../cases/application';
import { lookUpByNumber, lookUpByPerson } from '../cases/lookUp';
import type { Handoff } from '../handoff/handoff';
import type { Store } from '../store';

/** The conversation whose dialogue asks. */
export interface Asker {
  conversationKey: string;
  /** Loads the conversation's own applications. */
  applications(): Promise<Application[]>;
  /** Number of the application that this turn would create. */
  freshNo: string;
  /** The conversation's hand-off after what the turn has asked for so far. */
  handoff: Handoff | undefined;
}

/**
 * Claims the ID number for the open application `no`, else for the one where a reviewer asked to correct it, else for a
 * new one. Who has an open application and wants a new one is answered `taken`.
 */
const claim = async (
  { idNumber, no }: Extract<Query, { query: 'claim' }>,
  { conversationKey, applications, freshNo }: Asker,
  { claims }: Store,
): Promise<QueryAnswer> => {
  const open = (await applications()).find(isOpen);
  const corrected = open && (no === open.no || open.status === 'needs_info') ? open : undefined;
  if (open && !corrected) return { query: 'claim', outcome: 'taken', own: true };
  const holder = corrected ?? { no: freshNo, version: 0 };
  return { query: 'claim', ...(await claims.claim(idNumber, holder, conversationKey)) };
};

const place = async ({ handoff }: Asker, { reviewList }: Store): Promise<QueryAnswer> =>
  handoff?.status === 'waiting'
    ? { query: 'place', outcome: 'waiting', ahead: await reviewList.waitingBefore(handoff.askedAt) }
    : { query: 'place', outcome: 'none' };

/**
 * Answers the dialogue's query from the store: whether a person may apply, the status of an application, the place in
 * the queue for a person.
 */
export const answerQuery = async (query: Query, asker: Asker, store: Store): Promise<QueryAnswer> => {
  switch (query.query) {
    case 'claim':
      return claim(query, asker, store);
    case 'statusByNumber':
      return { query: query.query, ...(await lookUpByNumber(query, asker.conversationKey, store)) };
    case 'statusByPerson':
      return { query: query.query, ...(await lookUpByPerson(query, asker.conversationKey, store)) };
    case 'place':
      return place(asker, store);
  }
};
