/** People of the staff: asked for, waited for, there, gone. `hear/besidePerson.ts` decides which plays arrive beside them. */
import { humanReply } from '../../speak/serviceHours';
import type { Command, HandoffReason, Query, Reply } from '../../types';
import type { Args, Kit } from './kit';

const next = '#desk.next';

/** The states `person`, and `placing`, which waits for the store within the turn. */
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
    placing: base.createStateConfig({
      entry: { type: 'query', params: (): Query => ({ query: 'place' }) },
      on: {
        PLACED: {
          actions: {
            type: 'say',
            params: ({ event }: Args<'PLACED'>): Reply =>
              event.outcome === 'waiting'
                ? { key: 'human.place', params: { ahead: event.ahead }, choices: ['human_cancel'] }
                : { key: 'human.none' },
          },
          target: next,
        },
      },
    }),
  };
}

/** Plays of staff, in every state. */
export function personTransitions({ change, say }: Kit) {
  return {
    PERSON_TOOK: {
      actions: [change((_, { meta }) => ({ personSince: meta.now, handoffAt: null })), say('person.took')],
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

/** Wishes for a person, and their taking back, in every state. */
export function handoffTransitions({ say, ask, change, command, config }: Kit) {
  const waits = ({ context }: Args) => context.handoffAt !== null;
  return {
    HUMAN: [
      {
        guard: waits,
        actions: [
          change((_, { meta }) => ({ handoffAt: meta.now })),
          say('human.waiting', { choices: ['human_cancel'] }),
          ask('short' as const),
        ],
      },
      {
        actions: [
          {
            type: 'say' as const,
            params: ({ event }: Args): Reply => humanReply(config.serviceHours, event.meta.now, reasonOf(event)),
          },
          { type: 'command' as const, params: handoff },
          change((_, { meta }) => ({ handoffAt: meta.now })),
          ask('short' as const),
        ],
      },
    ],
    HUMAN_MAYBE: { actions: say('human.ask', { choices: ['human'] }) },
    HUMAN_CANCEL: [
      {
        guard: waits,
        actions: [
          command({ type: 'cancelHandoff' }),
          change(() => ({ handoffAt: null })),
          say('human.cancelled'),
          ask('short' as const),
        ],
      },
      { actions: [say('human.none'), ask('short' as const)] },
    ],
    PLACE: { target: '.placing' },
  };
}

const reasonOf = (event: Args['event']): HandoffReason => (event.type === 'HUMAN' ? event.reason : 'asked');

const handoff = ({ context, event }: Args): Command => ({
  type: 'handoff',
  summary: {
    state: context.applying ? 'applying' : context.reopened ? 'needs_info' : 'idle',
    reason: reasonOf(event),
    ...(context.reopened ? { item: context.reopened } : {}),
    ...(context.application ? { applicationNo: context.application.no } : {}),
  },
});
