import type { Command, EpochMs } from '../../dialogs/types';
import type { Actor } from '../cases/actor';
import { toHandoffId, type Handoff } from './handoff';

/** The turn that changes the hand-off. */
export interface HandoffContext {
  conversationKey: string;
  channel: string;
  now: EpochMs;
  /** Conversation version that the turn creates. */
  version: number;
  /** Whether a person has the conversation after this turn. */
  owned: boolean;
  /** Who caused the turn. */
  by: Actor;
}

const open = (
  { summary }: Extract<Command, { type: 'handoff' }>,
  { conversationKey, channel, now, version }: HandoffContext,
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
 * The hand-off after a turn; undefined where none is open. A second request changes nothing. Returning to the bot
 * closes it, as a release does.
 */
export const handoffAfter = (
  before: Handoff | undefined,
  commands: readonly Command[],
  context: HandoffContext,
): Handoff | undefined => {
  if (before?.status === 'owned') return context.owned ? before : undefined;
  if (before) return context.owned ? { ...before, status: 'owned', since: context.now, owner: context.by } : before;
  const asked = commands.find((command) => command.type === 'handoff');
  return asked && open(asked, context);
};
