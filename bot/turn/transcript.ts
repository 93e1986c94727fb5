import type { Reply } from '../../dialogs/types';
import type { Echo, OutgoingMessage, PositionedEntry, TurnResult } from '../conversation';
import type { TranscriptTurn } from '../store/sealed/pages';
import type { Heard } from './hear';

/** What a turn adds to the transcript: the user's own entry, if the channel reads it back, then the bot's. */
export const toTranscriptTurn = (
  echo: Echo | undefined,
  { event: { now: at }, text }: Heard,
  replies: Reply[],
  wording: string,
): TranscriptTurn => ({
  at,
  ...(echo && { user: { type: echo.type, fields: echo.fields, ...(text !== undefined && { text }) } }),
  replies,
  wording,
});

const isBots = ({ from }: PositionedEntry): boolean => from === 'bot';

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
