/**
 * Building blocks of the statechart: effects as data, changes of the context as pure functions, guards by name. All topics take them from
 * one kit, so that they belong to one typed machine.
 */
import { setup } from 'xstate';
import { hasConsent, hasDraft, withoutForm } from '../../state/context';
import type { Context } from '../../state/context';
import type { Play, MachineEvent } from '../../state/events';
import { giveConsent, stepBack } from '../../state/fill';
import type { AskMode, Choice } from '../../state/questions';
import { isOpen } from '../../types';
import type { Command, ConsentKind, DialogConfig, Query, Reply } from '../../types';
import type { Wording } from '../../wording/bind';

/** Settings that the statechart depends on. */
export type KitConfig = Pick<DialogConfig, 'operatorName' | 'lenderName' | 'serviceHours'>;

/** What the statechart needs of the wording: versions of consent texts, values in words for the data export, and answers. */
export type KitWording = Pick<Wording, 'versionOf' | 'inWords' | 'answerOf'>;

/** Arguments of a guard or action, for plays of one type. */
export type Args<T extends Play['type'] = Play['type']> = { context: Context; event: MachineEvent & { type: T } };

/** Builds the kit of one deployment. */
export function createKit(config: KitConfig, wording: KitWording) {
  const base = setup({
    types: { context: {} as Context, events: {} as MachineEvent },
    actions: {
      say: (_, _reply: Reply) => undefined,
      ask: (_, _mode: { mode: AskMode }) => undefined,
      command: (_, _command: Command) => undefined,
      query: (_, _query: Query) => undefined,
    },
    guards: {
      applying: ({ context }) => context.applying,
      wouldLose: ({ context }) => context.applying && hasDraft(context),
      hasOpenApplication: ({ context }) => isOpen(context.application),
      hasApplication: ({ context }) => context.application !== null,
      collecting: ({ context }) => context.reopened !== null || (context.applying && hasConsent(context, 'privacy')),
      canGoBack: ({ context }) => stepBack(context) !== null,
    },
  });

  const say = (key: string, more: Omit<Reply, 'key'> = {}) => ({ type: 'say' as const, params: { key, ...more } });
  const ask = (mode: AskMode) => ({ type: 'ask' as const, params: { mode } });
  const command = (params: Command) => ({ type: 'command' as const, params });
  /** Assigns what a pure function of context and event returns. */
  const change = (fn: (context: Context, event: MachineEvent) => Partial<Context>) =>
    base.assign(({ context, event }) => fn(context, event));
  const leaveForm = change(withoutForm);
  const forgetTranscript = command({ type: 'erase', scope: 'transcript' });
  const agreeTo = (kind: ConsentKind) =>
    change((context, event) => giveConsent(context, kind, wording.versionOf(`consentText.${kind}`), event.meta));
  /** Guard: one of these choices was made. */
  const chose =
    (...choices: Choice[]) =>
    ({ event }: { event: MachineEvent }): boolean =>
      event.type === 'CHOSE' && choices.includes(event.choice);

  return { base, config, wording, say, ask, command, change, leaveForm, forgetTranscript, agreeTo, chose };
}

/** Building blocks for one topic. */
export type Kit = ReturnType<typeof createKit>;
