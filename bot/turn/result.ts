import type { Application } from '../cases/application';
import type { TurnResult } from '../conversation';
import type { Store } from '../store';
import type { Conversation } from '../store/conversations/conversations';
import { seedOf, toEntries } from '../store/conversations/transcripts';
import { lengthOf, type TranscriptTurn } from '../store/sealed/turns';
import type { TurnDeps } from './handleTurn';

/**
 * Result of a turn just committed. Also tells this node's readers of its entries, so that they need not read them from
 * Redis.
 */
export const committed = (
  turn: TranscriptTurn,
  {
    conversation: { conversationKey, seq },
    channel,
    application,
  }: { conversation: Conversation; channel: string; application: Application | undefined },
  { store, dialog }: Pick<TurnDeps, 'store' | 'dialog'>,
): TurnResult => {
  const first = seq + 1;
  const last = seq + lengthOf(turn);
  const entries = toEntries(turn, first, dialog.render(turn.replies, seedOf(first)));
  store.transcriptNews.tell(conversationKey, { last, added: { after: seq, entries } });
  const replies = entries.filter(({ from }) => from === 'bot');
  return {
    duplicate: false,
    channel,
    ...(turn.user && { echoPosition: first }),
    replies,
    last,
    ...(application && { application }),
    claimForResponse: claimOf(conversationKey, replies, store),
  };
};

/** `TurnResult.claimForResponse` for these replies. */
const claimOf =
  (conversationKey: string, replies: TurnResult['replies'], { deliveries }: Store) =>
  (): Promise<boolean> =>
    deliveries.claimForResponse(
      conversationKey,
      replies.map(({ position }) => position),
    );

/** Result of an event that changes nothing. Nothing was written. */
export const nothingHeard = ({ seq, channel }: Conversation, application: Application | undefined): TurnResult => ({
  duplicate: false,
  channel,
  replies: [],
  last: seq,
  ...(application && { application }),
  claimForResponse: async () => true,
});

/** The stored answer to a message that was handled before. */
export const answerAgain = async (
  { conversationKey, channel, seq, earlierAnswer }: Conversation,
  store: Store,
): Promise<TurnResult> => {
  const { echo, first, last } = earlierAnswer ?? { echo: 0, first: seq + 1, last: seq };
  const { entries } = await store.transcripts.read(conversationKey, first - 1);
  const replies = entries.filter(({ from, position }) => from === 'bot' && position <= last);
  // The first handling may have died after its commit, before it told this node's readers.
  store.transcriptNews.tell(conversationKey, { last: seq });
  return {
    duplicate: true,
    channel,
    ...(echo > 0 && { echoPosition: echo }),
    replies,
    last: seq,
    claimForResponse: claimOf(conversationKey, replies, store),
  };
};
