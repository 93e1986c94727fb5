/** Effects in order become replies; the last one carries the buttons, as only the last one's can be pressed. */
import { askReply, choicesOf } from './ask';
import type { Context } from './context';
import { isQuestion } from './questions';
import type { Choice } from './questions';
import type { AskMode } from './topics/kit';
import type { Command, Query, Reply } from './types';
import type { Wording } from './wording';

export type Effect =
  | { type: 'say'; params: Reply }
  | { type: 'ask'; params: { mode: AskMode } }
  | { type: 'command'; params: Command }
  | { type: 'query'; params: Query };

export interface Spoken {
  replies: Reply[];
  offered: readonly Choice[];
}

/** `state` is where the machine has come to rest: the question that `ask` is about. */
export function speak(
  effects: readonly Effect[],
  state: string,
  context: Context,
  { has }: Pick<Wording, 'has'>,
): Spoken {
  const question = isQuestion(state) ? state : null;
  const ownChoices = question ? choicesOf(question, context) : [];
  const replies: Reply[] = [];
  let offered: readonly Choice[] = [];
  for (const effect of effects) {
    if (effect.type === 'say') {
      const { choices = [], ...reply } = effect.params;
      replies.push(reply);
      offered = choices as readonly Choice[];
    } else if (effect.type === 'ask' && question) {
      const asked = askReply(question, context, effect.params.mode, has);
      if (asked) replies.push(asked);
      offered = [...new Set([...offered, ...ownChoices])];
    }
  }
  const last = replies.pop();
  if (!last) return { replies, offered: context.offered };
  if (offered.length === 0) offered = ownChoices;
  return { replies: [...replies, offered.length > 0 ? { ...last, choices: offered } : last], offered };
}
