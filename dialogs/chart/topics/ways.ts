/** Beginning, going back and every way out, in every state. */
import { initialContext, withoutForm } from '../../state/context';
import { dropUnconfirmed, keepBefore, stepBack } from '../../state/fill';
import type { Context } from '../../state/context';
import { isOpen } from '../../types';
import type { Reply } from '../../types';
import { statusReply } from './answers';
import type { Args, Kit } from './kit';

const next = '.next';

/** Transitions of the root state. */
export const ways = (kit: Kit) => ({ ...beginnings(kit), ...waysBack(kit), ...endings(kit) });

/** What was said of the wallet before the form. */
const toldWallet = ({ applying, wallet }: Context): Context['wallet'] => (applying ? null : wallet);

function beginnings({ say, ask, change }: Kit) {
  return {
    // Opening the chat again loses nothing, and keeps the open question.
    ARRIVED: [
      {
        guard: 'wouldLose' as const,
        actions: [change(() => ({ greeted: true, returned: true })), say('greeting')],
        target: next,
      },
      { actions: [change(() => ({ greeted: true })), say('greeting'), ask('full')] },
    ],
    WALLET: [
      {
        guard: ({ context }: Args) => context.applying && context.wallet === null,
        actions: change((_, event) =>
          event.type === 'WALLET' ? { wallet: event.wallet, ...(event.wallet === 'seen' ? { guide: 0 } : {}) } : {},
        ),
        target: next,
      },
      // Told before the form: it is not asked there.
      {
        guard: ({ context, event }: Args<'WALLET'>) => !context.applying && event.wallet === 'not_seen',
        actions: change(() => ({ wallet: 'not_seen' })),
      },
    ],
    APPLY: [
      { guard: ({ context }: Args) => context.minor, actions: [say('ineligible.minor_asked'), ask('short')] },
      { guard: 'hasOpenApplication' as const, actions: [{ type: 'say' as const, params: statusReply }, ask('short')] },
      { guard: 'applying' as const, actions: ask('full') },
      {
        actions: change((context) => ({ ...withoutForm(context), applying: true, wallet: toldWallet(context) })),
        target: next,
      },
    ],
    CHECK: [
      { guard: 'applying' as const, actions: [say('check.later'), ask('short')] },
      { actions: change(() => ({ check: { age: null, idCard: null, facts: {} } })), target: next },
    ],
    STATUS_OF: [
      {
        guard: ({ event }: Args<'STATUS_OF'>) => event.proof !== null,
        actions: change((_, event) =>
          event.type === 'STATUS_OF' ? { lookup: { no: event.no, proof: event.proof } } : {},
        ),
        target: '.looking',
      },
      {
        actions: change((_, event) => (event.type === 'STATUS_OF' ? { lookup: { no: event.no, proof: null } } : {})),
        target: next,
      },
    ],
    RECOVER: {
      actions: change(() => ({ lookup: null, recovery: { idNumber: null, contact: null } })),
      target: next,
    },
  };
}

function waysBack({ say, ask, change, leaveForm }: Kit) {
  return {
    CANCEL: [
      { guard: ({ context }: Args) => context.sure !== null, actions: change(() => ({ sure: null })), target: next },
      {
        guard: ({ context }: Args) => context.check !== null || context.lookup !== null || context.recovery !== null,
        actions: [change(() => ({ check: null, lookup: null, recovery: null })), say('left')],
        target: next,
      },
      { guard: 'wouldLose' as const, actions: change(() => ({ sure: 'cancel' })), target: next },
      { guard: 'applying' as const, actions: [leaveForm, say('cancelled')], target: next },
      { guard: 'hasOpenApplication' as const, actions: change(() => ({ sure: 'withdraw' })), target: next },
      { actions: [say('nothing_to_cancel'), ask('short')] },
    ],
    KEEP: [
      { guard: ({ context }: Args) => context.picking, actions: change(() => ({ picking: false })), target: next },
      { guard: ({ context }: Args) => context.sure !== null, actions: change(() => ({ sure: null })), target: next },
      {
        guard: ({ context }: Args) => context.unconfirmed.length > 0,
        actions: [change(dropUnconfirmed), say('acts.kept')],
        target: next,
      },
      {
        guard: ({ context }: Args) => context.before !== null,
        actions: [change(keepBefore), say('acts.kept')],
        target: next,
      },
      { actions: [say('acts.kept'), ask('short')] },
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
function endings({ base, say, ask, change, command, leaveForm, forgetTranscript }: Kit) {
  const know = change((context, event) => ({
    minor: context.minor || (event.type === 'INELIGIBLE' && event.reason === 'minor'),
  }));
  return {
    ERASE: { actions: change(() => ({ sure: 'erase' })), target: next },
    // As easily as it was given (PIPL Art. 15): at once, in every status, and what is stored goes.
    WITHDRAW_CONSENT: [
      {
        guard: 'hasApplication' as const,
        actions: [
          base.enqueueActions(({ context, enqueue }) => {
            const { application } = context;
            if (application && isOpen(application)) {
              enqueue(command({ type: 'withdraw', no: application.no, reason: 'consent_withdrawn' }));
            }
            enqueue(command({ type: 'erase', scope: 'everything' }));
            enqueue(say('consent.withdrawn_all', { params: { no: application?.no ?? '' } }));
          }),
          change(({ personSince, handoffAt }) => ({ ...initialContext(), greeted: true, personSince, handoffAt })),
        ],
        target: next,
      },
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
          know,
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
          know,
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
