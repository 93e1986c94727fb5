/** Beginning, going back and every way out, in every state. */
import { withoutForm } from '../../state/context';
import { stepBack } from '../../state/fill';
import type { Reply } from '../../types';
import { statusReply } from './answers';
import type { Args, Kit } from './kit';

const next = '.next';

/** Transitions of the root state. */
export const ways = (kit: Kit) => ({ ...beginnings(kit), ...waysBack(kit), ...endings(kit) });

function beginnings({ say, ask, change }: Kit) {
  return {
    // Opening the chat again loses nothing that was filled in.
    ARRIVED: [
      {
        guard: 'wouldLose' as const,
        actions: [change(() => ({ greeted: true, returned: true })), say('greeting')],
        target: next,
      },
      { actions: [change((context) => ({ ...withoutForm(context), greeted: true })), say('greeting')], target: next },
    ],
    APPLY: [
      { guard: 'hasOpenApplication' as const, actions: [{ type: 'say' as const, params: statusReply }, ask('short')] },
      { guard: 'applying' as const, actions: ask('full') },
      { actions: change((context) => ({ ...withoutForm(context), applying: true })), target: next },
    ],
    CHECK: [
      { guard: 'applying' as const, actions: [say('check.later'), ask('short')] },
      { actions: change(() => ({ check: { age: null, idCard: null, facts: {} } })), target: next },
    ],
    STATUS_OF: {
      actions: change((_, event) => (event.type === 'STATUS_OF' ? { proving: event.no } : {})),
      target: next,
    },
  };
}

function waysBack({ say, ask, change, leaveForm }: Kit) {
  return {
    CANCEL: [
      { guard: ({ context }: Args) => context.sure !== null, actions: change(() => ({ sure: null })), target: next },
      {
        guard: ({ context }: Args) => context.check !== null || context.proving !== null,
        actions: [change(() => ({ check: null, proving: null })), say('left')],
        target: next,
      },
      { guard: 'wouldLose' as const, actions: change(() => ({ sure: 'cancel' })), target: next },
      { guard: 'applying' as const, actions: [leaveForm, say('cancelled')], target: next },
      { guard: 'hasOpenApplication' as const, actions: change(() => ({ sure: 'withdraw' })), target: next },
      { actions: [say('nothing_to_cancel'), ask('short')] },
    ],
    RESTART: [
      { guard: 'wouldLose' as const, actions: change(() => ({ sure: 'restart' })), target: next },
      {
        guard: 'applying' as const,
        actions: [change((context) => ({ ...withoutForm(context), applying: true })), say('restarted')],
        target: next,
      },
      { actions: [leaveForm, say('greeting')], target: next },
    ],
    BACK: [
      {
        guard: 'canGoBack' as const,
        actions: change((context) => ({ ...stepBack(context), attempts: 0 })),
        target: next,
      },
      { actions: [say('nothing_back'), ask('short')] },
    ],
  };
}

/** Moves that end the application, most of them after "are you sure?". */
function endings({ say, ask, change, leaveForm, forgetTranscript }: Kit) {
  return {
    ERASE: { actions: change(() => ({ sure: 'erase' })), target: next },
    WITHDRAW_CONSENT: [
      { guard: 'hasOpenApplication' as const, actions: change(() => ({ sure: 'withdraw_consent' })), target: next },
      {
        guard: ({ context }: Args) => context.consents.length > 0,
        actions: [leaveForm, forgetTranscript, say('consent.withdrawn')],
        target: next,
      },
      { actions: [say('consent.none'), ask('short')] },
    ],
    INELIGIBLE: [
      {
        guard: 'applying' as const,
        actions: [
          leaveForm,
          forgetTranscript,
          {
            type: 'say' as const,
            params: ({ event }: Args<'INELIGIBLE'>): Reply => ({ key: `ineligible.${event.reason}` }),
          },
        ],
        target: next,
      },
      {
        actions: [
          {
            type: 'say' as const,
            params: ({ event }: Args<'INELIGIBLE'>): Reply => ({ key: `ineligible.${event.reason}_asked` }),
          },
          ask('short'),
        ],
      },
    ],
  };
}
