import type { InboundMessage, TurnResult } from './conversation';

/** Handles one inbound message. Throws `DeskError` store_unavailable or conversation_busy: nothing has then been changed. */
export type HandleTurn = (inbound: InboundMessage) => Promise<TurnResult>;
