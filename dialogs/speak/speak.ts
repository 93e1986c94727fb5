/** Turns effects into replies, in order. Only the last reply carries buttons: only its buttons can be pressed. */
import { askReply, choicesOf } from './ask';
import type { Context } from '../state/context';
import { isQuestion, questionOf } from '../state/questions';
import type { AskMode, Choice } from '../state/questions';
import type { Command, Query, Reply } from '../types';
import type { Wording } from '../wording/bind';

/** An action of the statechart, as data. */
export type Effect =
  | { type: 'say'; params: Reply }
  | { type: 'ask'; params: { mode: AskMode } }
  | { type: 'command'; params: Command }
  | { type: 'query'; params: Query };

/** Replies, and what the context keeps of them. */
export interface Spoken {
  replies: Reply[];
  /** Choices on the last reply. */
  offered: readonly Choice[];
  /** How often the open question has been asked in a row. */
  asked: number;
  told: Context['told'];
}

/** A question is asked once in full and three times in short. After that only its buttons remain, and ways on are offered. */
const MAX_ASKED = 4;
const WAYS_ON: readonly Choice[] = ['human', 'cancel'];

/** @param state the state after the transition; `ask` is about its question */
export function speak(
  effects: readonly Effect[],
  state: string,
  context: Context,
  { has }: Pick<Wording, 'has'>,
): Spoken {
  const question = isQuestion(state) ? state : null;
  const ownChoices = question ? choicesOf(question, context) : [];
  const inForm = question !== null && questionOf(question).form;
  const replies: Reply[] = [];
  let offered: readonly Choice[] = [];
  let asked = context.asked;
  for (const effect of onceAsked(effects)) {
    if (effect.type === 'say') {
      const { choices = [], ...reply } = effect.params;
      replies.push(reply);
      offered = inForm && choices.length > 0 ? union(choices as readonly Choice[], ownChoices) : (choices as Choice[]);
    } else if (effect.type === 'ask' && question) {
      const { mode } = effect.params;
      const tired = mode === 'short' && asked >= MAX_ASKED;
      const stuck = tired && replies.length === 0;
      const rests = !inForm && offered.length > 0 && mode === 'short';
      offered = rests ? offered : union(offered, stuck ? WAYS_ON : [], ownChoices);
      const reply = tired ? undefined : askReply(question, context, mode, has);
      if (reply) replies.push(withoutChoices(reply));
      if (stuck) replies.push({ key: 'ladder' });
      if (isPut(effect)) asked = mode === 'full' ? 1 : asked + 1;
    }
  }
  const told = { ...context.told };
  const worded = replies.map((reply) => {
    const variant = told[reply.key] ?? 0;
    told[reply.key] = variant + 1;
    return { ...reply, variant };
  });
  const last = worded.pop();
  if (!last) return { replies: worded, offered: context.offered, asked, told };
  if (offered.length === 0) offered = ownChoices;
  return { replies: [...worded, offered.length > 0 ? { ...last, choices: offered } : last], offered, asked, told };
}

const union = (...lists: (readonly Choice[])[]): Choice[] => [...new Set(lists.flat())];

const isPut = (effect: Effect): boolean =>
  effect.type === 'ask' && (effect.params.mode === 'full' || effect.params.mode === 'short');

/** Keeps one `ask` of the open question, at the end; in full where any of them was. */
function onceAsked(effects: readonly Effect[]): Effect[] {
  const puts = effects.filter(isPut);
  const last = puts.at(-1);
  if (last?.type !== 'ask') return [...effects];
  const full = puts.some((put) => put.type === 'ask' && put.params.mode === 'full');
  const others = effects.filter((effect) => !isPut(effect));
  return [...others, { type: 'ask', params: { mode: full ? 'full' : 'short' } }];
}

const withoutChoices = ({ choices: _, ...reply }: Reply): Reply => reply;
