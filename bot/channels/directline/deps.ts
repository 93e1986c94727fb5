import type { Transcripts } from '../../conversation';
import type { Logger } from '../../log';
import type { HandleTurn } from '../../turn/turn';
import type { Tokens } from './auth/tokens';

/** What the Direct Line service works with. Plain values are read at each request. */
export interface DirectLineDeps {
  handleTurn: HandleTurn;
  transcripts: Transcripts;
  tokens: Tokens;
  log: Logger;
  /** DIRECT_LINE_SECRET. */
  secret: string;
  /** No slash at the end; the stream's address is made of it. */
  readonly publicUrl: string;
  /** `*` allows every origin; the own one is always allowed. */
  readonly allowedOrigins: readonly string[];
  /** Name of the bot in its activities, e.g. the operator's. */
  botName: string;
}

/** Where all of Direct Line lives, below the public URL. */
export const DIRECT_LINE_PATH = '/v3/directline';
