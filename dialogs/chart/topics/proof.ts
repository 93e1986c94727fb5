/** Status of an application made in another chat: its number and the last four digits of its phone, and no hint which was wrong. */
import type { Query, Reply } from '../../types';
import type { Args, Kit } from './kit';

const next = '#desk.next';

export function proofStates({ base, ask, change }: Kit) {
  return {
    proof: base.createStateConfig({
      entry: ask('full'),
      on: {
        PROVED: { target: '#desk.looking' },
      },
    }),
    /** Waits, within one turn, for the store's answer. */
    looking: base.createStateConfig({
      entry: {
        type: 'query',
        params: ({ context, event }: Args): Query => ({
          query: 'statusByNumber',
          no: context.proving ?? '',
          phoneLast4: event.type === 'PROVED' ? event.last4 : '',
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
