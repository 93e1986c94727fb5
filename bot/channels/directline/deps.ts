import type { Transcripts, UserMessage } from '../../conversation';
import type { Address } from '../../http/address';
import type { Logger } from '../../log';
import type { Throttle } from '../../store/throttle';
import type { HandleTurn } from '../../turn/handleTurn';
import type { Tokens } from './auth/tokens';

/** Dependencies of Direct Line. */
export interface DirectLineDeps {
  handleTurn: HandleTurn<UserMessage>;
  transcripts: Transcripts;
  tokens: Tokens;
  throttle: Throttle;
  log: Logger;
  address: Pick<Address, 'url' | 'allows'>;
  /** DIRECT_LINE_SECRET. */
  secret: string;
  /** Tokens per client address and minute. */
  tokensPerMinute: number;
  /** Name of the bot in its activities, e.g. the operator's. */
  botName: string;
  /** Language of the bot's activities. */
  locale: string;
  /** Interval between pings of a stream in milliseconds. Default: 20,000. */
  keepAliveMs?: number;
}

/** Path of Direct Line below the public URL. */
export const DIRECT_LINE_PATH = '/v3/directline';
