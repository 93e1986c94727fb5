import { isOpen, type Query, type QueryAnswer } from '../../dialogs/types';
import { toView, type Application } from '../cases/application';
import type { Store } from '../store';

export interface Asker {
  conversationKey: string;
  /** The conversation's own applications. */
  applications(): Promise<Application[]>;
  /** The number the application would get if this turn submits one. */
  freshNo: string;
}

/** Ten thousand endings are soon tried through, so neither one asker nor one number gets many tries an hour. */
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

/** An ID number corrected on a reviewer's request is claimed for the application it belongs to; any other for a new one. */
const claim = async (
  { idNumber }: Extract<Query, { query: 'claim' }>,
  { conversationKey, applications, freshNo }: Asker,
  { claims }: Store,
): Promise<QueryAnswer> => {
  const open = (await applications()).find(isOpen);
  if (open && open.status !== 'needs_info')
    return { query: 'claim', outcome: 'taken', application: { no: open.no, status: open.status } };
  return { query: 'claim', ...(await claims.claim(idNumber, open?.no ?? freshNo, conversationKey)) };
};

/** What the dialogue cannot know: whether the person is free to apply, and how somebody's application stands. */
export const answerQuery = async (query: Query, asker: Asker, store: Store): Promise<QueryAnswer> => {
  switch (query.query) {
    case 'claim':
      return claim(query, asker, store);
    case 'statusByNumber':
      return statusByNumber(query, asker, store);
  }
};
