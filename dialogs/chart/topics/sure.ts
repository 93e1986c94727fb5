/** "Are you sure?", asked before anything is lost. */
import { initialContext, withoutForm } from '../../state/context';
import type { Context, Sure } from '../../state/context';
import type { MachineEvent } from '../../state/events';
import type { Command } from '../../types';
import type { Args, Kit } from './kit';

const next = '#desk.next';

/** The state `sure`. */
export function sureStates({ base, say, ask, command, change, leaveForm, chose }: Kit) {
  const yesTo =
    (...what: Sure[]) =>
    ({ context, event }: { context: Context; event: MachineEvent }): boolean =>
      chose('sure_yes')({ event }) && context.sure !== null && what.includes(context.sure);

  return {
    sure: base.createStateConfig({
      entry: ask('full'),
      on: {
        CHOSE: [
          { guard: chose('sure_no'), actions: change(() => ({ sure: null })), target: next },
          { guard: yesTo('cancel'), actions: [leaveForm, say('cancelled')], target: next },
          {
            guard: yesTo('restart'),
            actions: [leaveForm, change(() => ({ applying: true })), say('restarted')],
            target: next,
          },
          {
            guard: yesTo('erase'),
            actions: [
              command({ type: 'erase', scope: 'everything' }),
              change(({ personSince, handoffAt }) => ({ ...initialContext(), greeted: true, personSince, handoffAt })),
              say('erased'),
            ],
            target: next,
          },
          {
            guard: yesTo('withdraw'),
            actions: [
              {
                type: 'command',
                params: ({ context }: Args): Command => ({
                  type: 'withdraw',
                  no: context.application?.no ?? '',
                  reason: 'applicant',
                }),
              },
              say('withdraw.done'),
              change((context) => ({
                ...withoutForm(context),
                reopened: null,
                application: context.application && { ...context.application, status: 'withdrawn' },
              })),
            ],
            target: next,
          },
        ],
      },
    }),
  };
}
