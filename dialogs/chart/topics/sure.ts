/** "Are you sure?", asked before anything is lost. */
import { initialContext, withoutForm } from '../../state/context';
import type { Context, Sure } from '../../state/context';
import type { MachineEvent } from '../../state/events';
import type { Command, Reply } from '../../types';
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
              change(({ personSince }) => ({ ...initialContext(), greeted: true, personSince })),
              say('erased'),
            ],
            target: next,
          },
          {
            guard: yesTo('withdraw', 'withdraw_consent'),
            actions: [
              {
                type: 'command',
                params: ({ context }: Args): Command => ({
                  type: 'withdraw',
                  no: context.application?.no ?? '',
                  reason: context.sure === 'withdraw' ? 'applicant' : 'consent_withdrawn',
                }),
              },
              { type: 'say', params: ({ context }: Args): Reply => ({ key: `${context.sure ?? 'withdraw'}.done` }) },
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
