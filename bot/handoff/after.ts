import type { Command, EpochMs } from '../../dialogs/types';
import type { Actor } from '../cases/actor';
import { toHandoffId, type Handoff } from './handoff';

/** The turn in which a person may be asked for. */
export interface RequestContext {
  conversationKey: string;
  channel: string;
  now: EpochMs;
  /** Conversation version that the turn creates. */
  version: number;
}

/** The turn that changes the hand-off. */
export interface HandoffContext extends RequestContext {
  /** Whether a person has the conversation after this turn. */
  owned: boolean;
  /** Who caused the turn. */
  by: Actor;
}

const open = (
  { summary }: Extract<Command, { type: 'handoff' }>,
  { conversationKey, channel, now, version }: RequestContext,
): Handoff => ({
  id: toHandoffId(conversationKey, version),
  conversationKey,
  channel,
  status: 'waiting',
  askedAt: now,
  since: now,
  summary,
});

/**
 * The hand-off after the dialogue's commands, in their order. A second request changes nothing; one that waits may be
 * taken back.
 */
export const handoffAsked = (
  before: Handoff | undefined,
  commands: readonly Command[],
  context: RequestContext,
): Handoff | undefined => {
  let handoff = before;
  for (const command of commands) {
    if (command.type === 'handoff') handoff ??= open(command, context);
    if (command.type === 'cancelHandoff' && handoff?.status === 'waiting') handoff = undefined;
  }
  return handoff;
};

/** The hand-off after a turn; undefined where none is open. Returning to the bot closes it, as a release does. */
export const handoffAfter = (
  before: Handoff | undefined,
  commands: readonly Command[],
  context: HandoffContext,
): Handoff | undefined => {
  if (before?.status === 'owned') return context.owned ? before : undefined;
  const asked = handoffAsked(before, commands, context);
  if (!asked || asked !== before || !context.owned) return asked;
  return { ...asked, status: 'owned', since: context.now, owner: context.by };
};
