import type { Dialog } from '../../dialogs/types';
import type { Understand } from '../../nlu/types';
import type { ChannelFacts } from '../channel';
import type { Clock } from '../clock';
import type { InboundMessage, TurnResult } from '../conversation';
import type { Ids } from '../ids';
import type { Store } from '../store';

/**
 * Handles one inbound message. Nothing has been changed where it throws.
 * @throws DeskError store_unavailable, conversation_busy, rate_limited; to staff one of `admit`; to a change of a case one of `changed`
 */
export type HandleTurn = (inbound: InboundMessage) => Promise<TurnResult>;

/** Observes turns. */
export interface TurnObserver {
  /** Another turn came first, so this one is computed again. */
  conflicted(): void;
  /** Committed, with these keys of the wording. */
  replied(keys: readonly string[]): void;
}

export interface TurnDeps {
  store: Store;
  dialog: Dialog;
  understand: Understand;
  clock: Clock;
  ids: Ids;
  channels: ReadonlyMap<string, ChannelFacts>;
  /** Messages one conversation may send in a minute. Default: no limit. */
  messagesPerMinute?: number;
  observer?: TurnObserver;
}
