/** Status of an application of another chat, by its number and its phone's last four digits. A failure does not say which was wrong. */
import type { Query, Reply } from '../../types';
import type { Args, Kit } from './kit';

const next = '#desk.next';

/** States of the look-up. */
export function proofStates({ base, ask, change }: Kit) {
  return {
    proof: base.createStateConfig({
      entry: ask('full'),
      on: {
        PROVED: { target: '#desk.looking' },
      },
    }),
    /** Waits for the answer of the store, which comes within the turn. */
    looking: base.createStateConfig({
      entry: {
        type: 'query',
        params: ({ context, event }: Args): Query => ({
          query: 'statusByNumber',
          no: context.proving ?? '',
          proof: { kind: 'phoneLast4', value: event.type === 'PROVED' ? event.last4 : '' },
        }),
      },
      on: {
        LOOKED_UP: {
          actions: [
            {
              type: 'say',
              params: ({ event }: Args<'LOOKED_UP'>): Reply =>
                event.outcome === 'found'
                  ? {
                      key: `status.${event.application.status}`,
                      params: { no: event.application.no, phrase: event.application.phrase },
                    }
                  : { key: `lookup.${event.outcome}` },
            },
            change(() => ({ proving: null })),
          ],
          target: next,
        },
      },
    }),
  };
}
