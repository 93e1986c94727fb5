import type { Reply } from '../../dialogs/types';
import { actorOf, type Heard } from './hear';
import type { Answer, Echo, InboundMessage } from '../conversation';
import type { TranscriptTurn } from '../store/sealed/turns';

/** What was said stands in the transcript whether or not the channel reads it back: staff read it, and answers point to it. */
const plainEchoOf = ({ event: { type } }: InboundMessage): Echo | undefined =>
  type === 'said' || type === 'sent' ? { type: 'message', fields: {} } : undefined;

/** The transcript entries of a turn, as stored: the user's own, then the bot's. */
export const toTranscriptTurn = (
  inbound: InboundMessage,
  { event: { now: at }, text }: Heard,
  { replies, wording, answer }: { replies: Reply[]; wording: string; answer: Answer },
): TranscriptTurn => {
  const echo = inbound.echo ?? plainEchoOf(inbound);
  const by = actorOf(inbound);
  return {
    at,
    ...(echo && { user: { type: echo.type, fields: echo.fields, ...(text !== undefined && { text }) } }),
    replies,
    wording,
    ...(by.kind !== 'applicant' && { by }),
    ...(answer === 'response' && { handedOver: true }),
  };
};
