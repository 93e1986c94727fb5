import type { Reply } from '../../dialogs/types';
import { actorOf, type Heard } from './hear';
import type { Answer, InboundMessage } from '../conversation';
import type { TranscriptTurn } from '../store/sealed/turns';

/** The transcript entries of a turn, as stored: the user's own, if the channel reads it back, then the bot's. */
export const toTranscriptTurn = (
  inbound: InboundMessage,
  { event: { now: at }, text }: Heard,
  { replies, wording, answer }: { replies: Reply[]; wording: string; answer: Answer },
): TranscriptTurn => {
  const { echo } = inbound;
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
