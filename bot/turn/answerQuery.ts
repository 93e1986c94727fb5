import { isOpen, type Query, type QueryAnswer } from '../../dialogs/types';
import { toView, type Application } from '../cases/application';
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

/** Limits against guessing the last four digits of a phone: 10,000 possibilities. Both limits apply, per hour. */
const HOUR_SECONDS = 3_600;
const TRIES_PER_ASKER = 5;
const TRIES_PER_NUMBER = 10;

const belongsTo = (application: Application, phoneLast4: string): boolean =>
  application.data?.contact.kind === 'phone' && application.data.contact.value.endsWith(phoneLast4);

const statusByNumber = async (
  { no, phoneLast4 }: Extract<Query, { query: 'statusByNumber' }>,
  { conversationKey }: Asker,
  { applications, throttle }: Store,
): Promise<QueryAnswer> => {
  const allowed =
    (await throttle(`asker:${conversationKey}`, TRIES_PER_ASKER, HOUR_SECONDS)) &&
    (await throttle(`no:${no}`, TRIES_PER_NUMBER, HOUR_SECONDS));
  if (!allowed) return { query: 'statusByNumber', outcome: 'throttled' };
  const application = await applications.find(no);
  return application && phoneLast4.length === 4 && belongsTo(application, phoneLast4)
    ? { query: 'statusByNumber', outcome: 'found', application: toView(application) }
    : { query: 'statusByNumber', outcome: 'not_found' };
};

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
      return statusByNumber(query, asker, store);
    case 'place':
      return place(asker, store);
  }
};
