import type { Command, EpochMs } from '../../dialogs/types';
import type { Actor } from '../cases/actor';
import { toHandoffId, type Handoff } from './handoff';

export interface HandoffContext {
  conversationKey: string;
  channel: string;
  now: EpochMs;
  /** Version of the conversation that the turn makes. */
  version: number;
  /** Whether a person has the conversation after this turn. */
  owned: boolean;
  /** Who brought the turn about. */
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

/** What a turn makes of the hand-off: asking again changes nothing, and going back to the bot closes it as a release does. */
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
