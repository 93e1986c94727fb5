import { pick, type Random } from './random';
import { SLIPS, type Parts } from './sentences.data';

/** How many sentences are mistyped: about one in twelve. */
const MISTYPED = 1 / 12;

/** One of each part. */
export const combined = (random: Random, parts: Parts): string => parts.map((part) => pick(random, part)).join('');

export const sentenceOf = (random: Random, choices: readonly Parts[]): string =>
  combined(random, pick(random, choices));

/** Every sentence that the parts make. */
export const allOf = (choices: readonly Parts[]): string[] =>
  choices.flatMap((parts) =>
    parts.reduce<string[]>((made, part) => made.flatMap((text) => part.map((more) => text + more)), ['']),
  );

type Slip = (text: string, random: Random) => string;

const twice: Slip = (text, random) => {
  const at = Math.floor(random() * text.length);
  return text.slice(0, at) + text.slice(at, at + 1) + text.slice(at);
};

const leftOut: Slip = (text, random) => {
  const at = Math.floor(random() * text.length);
  return text.slice(0, at) + text.slice(at + 1);
};

const soundingAlike: Slip = (text, random) => {
  const possible = SLIPS.filter(([right]) => text.includes(right));
  return possible.length === 0 ? text : text.replace(...pick(random, possible));
};

/** The sentence as it is typed: now and then with a slip of the hand. */
export const typed = (random: Random, text: string): string =>
  random() < MISTYPED ? pick(random, [twice, leftOut, soundingAlike])(text, random) : text;
