import type { RenderedReply } from '../../dialogs/types';
import type { Echo, OutgoingMessage, PositionedEntry, TranscriptEntry, TurnResult } from '../conversation';
import type { Conversation } from '../store/conversations';
import type { Heard } from './hear';

/** What a turn adds to the transcript: the user's own entry, if the channel reads it back, then the bot's. */
export const toEntries = (
  echo: Echo | undefined,
  { event: { now: at }, text }: Heard,
  replies: RenderedReply[],
  { seq }: Conversation,
): TranscriptEntry[] => {
  const spoken = replies.map((reply): TranscriptEntry => ({
    from: 'bot',
    at,
    type: 'message',
    ...reply,
    ...(echo && { replyTo: seq + 1 }),
  }));
  if (!echo) return spoken;
  return [{ from: 'user', at, type: echo.type, fields: echo.fields, ...(text !== undefined && { text }) }, ...spoken];
};

const isBots = ({ from }: TranscriptEntry): boolean => from === 'bot';

const toOutgoing = ({ position, at, text = '', choices = [], attachment }: PositionedEntry): OutgoingMessage => ({
  position,
  at,
  text,
  choices,
  ...(attachment && { attachment }),
});

/** What a turn has to say of entries it has just committed, or had committed when the message came first. */
export const toResult = (
  entries: PositionedEntry[],
  facts: { duplicate: boolean; echoed: number; last: number },
): TurnResult => ({
  duplicate: facts.duplicate,
  ...(facts.echoed > 0 && { echoPosition: facts.echoed }),
  replies: entries.filter(isBots).map(toOutgoing),
  last: facts.last,
});

/** Entries as they will lie once committed on top of `seq` others. */
export const positioned = (entries: TranscriptEntry[], seq: number): PositionedEntry[] =>
  entries.map((entry, i) => ({ ...entry, position: seq + 1 + i }));
