import { initialContext } from '../../../dialogs/state/context';
import { fromState, SNAPSHOT_VERSION, SnapshotVersionError, toState } from '../../../dialogs/state/snapshot';
import { REFERENCE_NOW, testDialog } from '../../support/dialog';

const base = {
  now: REFERENCE_NOW,
  channel: 'test',
  fresh: { applicationNo: 'FF-20261122-7K3M9Q', phrase: '青山·远帆' },
};

describe('a stored snapshot', () => {
  it('comes back as it was', () => {
    const context = { ...initialContext(), greeted: true, contactKind: 'email' as const };
    expect(fromState(toState('lobby', context))).toEqual(context);
  });

  it('survives being written as JSON', () => {
    const context = { ...initialContext(), applying: true };
    expect(fromState(JSON.parse(JSON.stringify(toState('wallet', context))))).toEqual(context);
  });

  it('of an earlier release gets what that release did not know yet', () => {
    const { told: _, before: __, asked: ___, ...older } = initialContext();
    expect(fromState({ v: SNAPSHOT_VERSION, question: 'lobby', context: older })).toEqual(initialContext());
    const {
      unconfirmed: ____,
      lookup: _____,
      recovery: ______,
      amending: _______,
      handoffAt: ________,
      ...oldest
    } = older;
    expect(fromState({ v: 0, question: 'lobby', context: oldest })).toEqual(initialContext());
    const empty = { ...oldest, unconfirmed: null, proving: null };
    expect(fromState({ v: 2, question: 'lobby', context: empty })).toEqual(initialContext());
  });

  it('of version 1 keeps of the ID number handed in its last four', () => {
    const application = {
      no: 'FF-20261122-7K3M9Q',
      masked: { name: '张**', idNumber: '尾号981X', contact: '138****5123' },
    };
    const { masked } = fromState({ v: 1, question: 'applied', context: { application } }).application ?? {};
    expect(masked).toEqual({ name: '张**', idNumber: { last4: '981X' }, contact: '138****5123' });
  });

  it('of version 2 keeps the value to confirm, and the number that is looked up', () => {
    const unconfirmed = {
      ...{ item: 'contact', value: '13888888888', contactKind: 'phone' },
      ...{ reason: 'looks_fake', warnings: [] },
    };
    const stored = { v: 2, question: 'confirmValue', context: { unconfirmed, proving: 'FF-20261101-ABCDEF' } };
    const context = fromState(stored);
    expect(context.unconfirmed).toEqual([unconfirmed]);
    expect(context.lookup).toEqual({ no: 'FF-20261101-ABCDEF', proof: null });
    expect(context).not.toHaveProperty('proving');
  });

  it('of a later release is refused, with the remedy', () => {
    const later = { ...toState('lobby', initialContext()), v: SNAPSHOT_VERSION + 1 };
    expect(() => fromState(later)).toThrow(SnapshotVersionError);
    expect(() => fromState(later)).toThrow(/finish the rolling upgrade/u);
  });

  it('with a question that no longer exists goes on at the question that follows from the answers', () => {
    const context = {
      ...initialContext(),
      greeted: true,
      applying: true,
      wallet: 'not_seen' as const,
      lastAt: REFERENCE_NOW,
    };
    const { state } = testDialog().step(
      { v: SNAPSHOT_VERSION, question: 'isThereAWallet', context },
      { ...base, type: 'sent', what: 'empty' },
    );
    expect(state['question']).toBe('expectation');
  });
});
