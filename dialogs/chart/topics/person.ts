/** A person of the staff has the conversation; `hear/besidePerson.ts` decides which moves arrive here. */
import type { Reply } from '../../types';
import type { Args, Kit } from './kit';

const next = '#desk.next';

/** The state `person`. */
export function personStates({ base, change, say, chose }: Kit) {
  return {
    person: base.createStateConfig({
      on: {
        CHOSE: {
          guard: chose('back_to_bot'),
          actions: [change(() => ({ personSince: null })), say('person.back')],
          target: next,
        },
        HUMAN: { actions: say('person.here') },
      },
    }),
  };
}

/** Moves of staff, in every state. */
export function personTransitions({ change, say }: Kit) {
  return {
    PERSON_TOOK: {
      actions: [change((_, { meta }) => ({ personSince: meta.now })), say('person.took')],
      target: '.next',
    },
    PERSON_WROTE: {
      actions: {
        type: 'say' as const,
        params: ({ event }: Args<'PERSON_WROTE'>): Reply => ({ key: 'person.says', params: { text: event.text } }),
      },
    },
    PERSON_LEFT: {
      actions: [change(() => ({ personSince: null })), say('person.left')],
      target: '.next',
    },
  };
}
