import { initialContext } from '../../../dialogs/state/context';
import type { Context } from '../../../dialogs/state/context';
import { news } from '../../../dialogs/speak/news';
import type { ApplicationView, HistoryEntry } from '../../../dialogs/types';

const entry = (version: number, more: Partial<HistoryEntry>): HistoryEntry => ({
  version,
  at: 0,
  by: 'system',
  status: 'in_review',
  ...more,
});
const history = [
  entry(1, { by: 'applicant', status: 'queued' }),
  entry(2, {}),
  entry(3, { by: 'reviewer', status: 'needs_info', item: 'contact' }),
  entry(4, { by: 'applicant', status: 'in_review' }),
  entry(5, { by: 'reviewer', status: 'declined', reason: 'credit_record' }),
];
const application: ApplicationView = {
  no: 'FF-20261122-7K3M9Q',
  version: 5,
  status: 'declined',
  phrase: '青山·远帆',
  createdAt: 0,
  updatedAt: 0,
  history,
};
const knowing = (announced: number): Context => ({
  ...initialContext(),
  announced,
  application: { ...application, masked: { name: '', idNumber: { last4: '9811' }, contact: '' } },
});
const keys = (context: Context) => news(context, application).map(({ key }) => key);

it('tells everything that is new, in order, but for what the applicant did', () => {
  expect(keys(knowing(0))).toEqual(['notice.queued', 'notice.in_review', 'notice.needs_info', 'notice.declined']);
});

it('tells the receipt once though the applicant corrects an item in the queue', () => {
  const amended = [
    entry(1, { by: 'applicant', status: 'queued' }),
    entry(2, { by: 'applicant', status: 'queued', changed: ['name'] }),
  ];
  expect(news(knowing(0), { ...application, history: amended }).map(({ key }) => key)).toEqual(['notice.queued']);
});

it('tells nothing twice', () => {
  expect(keys(knowing(3))).toEqual(['notice.declined']);
  expect(keys(knowing(5))).toEqual([]);
});

it('says the reason and the item, never the note', () => {
  const told = news(knowing(2), application);
  expect(told.map(({ params }) => [params?.['item'], params?.['reason']])).toEqual([
    ['contact', 'other'],
    ['other', 'credit_record'],
  ]);
  expect(JSON.stringify(told)).not.toContain('seen before');
});

it('says nothing of somebody else’s application', () => {
  expect(news({ ...knowing(0), application: null }, application)).toEqual([]);
});
