/**
 * The words in which the statechart is written: effects as data, changes of the context as pure functions, guards by name.
 * Every topic gets them from here, so that all topics belong to one typed machine.
 */
import { setup } from 'xstate';
import { hasConsent, hasDraft, withoutForm } from '../../state/context';
import type { Context } from '../../state/context';
import type { Move, MachineEvent } from '../../state/events';
import { giveConsent, stepBack } from '../../state/fill';
import type { AskMode, Choice } from '../../state/questions';
import { isOpen } from '../../types';
import type { Command, ConsentKind, DialogConfig, Query, Reply } from '../../types';
import type { Wording } from '../../wording/bind';

export type KitConfig = Pick<DialogConfig, 'operatorName' | 'lenderName' | 'serviceHours'>;

/** What the statechart needs of the wording: it says keys, but records a version and writes a file. */
export type KitWording = Pick<Wording, 'versionOf' | 'inWords'>;

export type Args<T extends Move['type'] = Move['type']> = { context: Context; event: MachineEvent & { type: T } };

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
      collecting: ({ context }) => context.reopened !== null || (context.applying && hasConsent(context, 'privacy')),
      canGoBack: ({ context }) => stepBack(context) !== null,
    },
  });

  const say = (key: string, more: Omit<Reply, 'key'> = {}) => ({ type: 'say' as const, params: { key, ...more } });
  const ask = (mode: AskMode) => ({ type: 'ask' as const, params: { mode } });
  const command = (params: Command) => ({ type: 'command' as const, params });
  /** Changes the context by a pure function of it and the event. */
  const change = (fn: (context: Context, event: MachineEvent) => Partial<Context>) =>
    base.assign(({ context, event }) => fn(context, event));
  const leaveForm = change(withoutForm);
  const forgetTranscript = command({ type: 'erase', scope: 'transcript' });
  const agreeTo = (kind: ConsentKind) =>
    change((context, event) => giveConsent(context, kind, wording.versionOf(`consentText.${kind}`), event.meta));
  /** Guard: one of these buttons was pressed, or the words that stand for it were said. */
  const chose =
    (...choices: Choice[]) =>
    ({ event }: { event: MachineEvent }): boolean =>
      event.type === 'CHOSE' && choices.includes(event.choice);

  return { base, config, wording, say, ask, command, change, leaveForm, forgetTranscript, agreeTo, chose };
}

export type Kit = ReturnType<typeof createKit>;
