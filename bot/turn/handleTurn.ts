import type { Dialog } from '../../dialogs/types';
import type { Understand } from '../../nlu/types';
import type { ChannelFacts } from '../channel';
import type { Clock } from '../clock';
import type { InboundMessage, TurnResult } from '../conversation';
import type { Ids } from '../ids';
import type { Store } from '../store';

/**
 * Handles one inbound message, idempotent by `conversationKey` and `id`. After an error the caller may repeat the
 * message: a turn that was committed although its reply was lost is then returned as a duplicate.
 * @throws DeskError store_unavailable, conversation_busy or rate_limited; for staff events those of `admit`; for case
 * changes those of `changed`
 */
export type HandleTurn<Message extends InboundMessage = InboundMessage> = (inbound: Message) => Promise<TurnResult>;

/** Observes turns. */
export interface TurnObserver {
  /** The compare-and-set was lost; the turn is computed again. */
  conflicted(): void;
  /** The turn was committed; `keys` are the wording keys of its replies. */
  replied(keys: readonly string[]): void;
}

/** Dependencies of the turn. */
export interface TurnDeps {
  store: Store;
  dialog: Dialog;
  understand: Understand;
  clock: Clock;
  ids: Ids;
  /** Facts of the channels by name; their `delivery` is the default of `InboundMessage.answer`. */
  channels: ReadonlyMap<string, ChannelFacts>;
  /** Messages per conversation and minute. Default: no limit. */
  messagesPerMinute?: number;
  observer?: TurnObserver;
}
