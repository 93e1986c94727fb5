import { createUnderstand } from '../../../nlu/understand';
import type { Classification } from '../../../nlu/model/classify.types';
import type { Move, Pending } from '../../../nlu/types';

/** What the rules leave, this classifier takes for a question about where to pay: `ask usage.where`. */
const LEFT: Classification = {
  intents: [{ intent: 'usage', confidence: 0.9 }],
  topics: [{ topic: 'usage.where', confidence: 0.9 }],
};
/** Knows 利息 and 额度; the topic of a clause is that of the word it has last. */
const classify = (text: string): Classification => {
  const topics = [
    { topic: 'fees.rate', at: text.lastIndexOf('利息') },
    { topic: 'credit_limit.how_much', at: text.lastIndexOf('额度') },
  ].filter(({ at }) => at >= 0);
  if (topics.length === 0) return LEFT;
  const [best, ...others] = topics.sort((a, b) => b.at - a.at).map(({ topic }) => topic);
  return {
    intents: [{ intent: 'fees', confidence: 0.9 }],
    topics: [{ topic: best ?? '', confidence: 0.9 }, ...others.map((topic) => ({ topic, confidence: 0.05 }))],
  };
};
export const understand = createUnderstand({ classify });

/** What a move does, in short: `don't human`, `ask fees.rate`, `correct phone`, `give name 李强, corrects`. */
export const brief = (move: Move): string => {
  const corrects = 'corrects' in move && move.corrects ? ', corrects' : '';
  switch (move.type) {
    case 'give':
      return `give ${move.slot} ${move.value}${corrects}`;
    case 'correct':
      return `correct ${move.slot ?? 'something'}`;
    case 'state':
      return `state ${move.fact} ${move.value}${corrects}`;
    case 'ask':
      return `ask ${move.topic}`;
    case 'request':
      return `${move.polarity} ${move.request}`;
    case 'answer':
      return `answer ${move.answer}${move.conditional ? ', conditional' : ''}`;
    case 'courtesy':
      return move.courtesy;
    case 'harm':
      return move.topic;
    case 'code':
    case 'unread':
      return move.type;
  }
};

/** The moves of a message by the rules alone, in short. */
export const read = (text: string, pending: Pending = 'none'): string[] => understand(text, pending).moves.map(brief);
