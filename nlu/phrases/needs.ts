/** What a text must hold to match a phrase. Told without a regular expression, so that few are tried on a clause. */
import type { PatternNode } from './pattern';

/** Pieces of one or two characters, of which a text must hold one. */
type Need = ReadonlySet<string>;

const DIGITS: Need = new Set('0123456789');

/** All that a phrase needs, each as a list of pieces; first what fewest clauses hold. */
export const needsOf = (nodes: readonly PatternNode[]): string[][] =>
  nodes
    .flatMap((node) => needOf(node) ?? [])
    .sort((a, b) => frequencyOf(a) - frequencyOf(b))
    .map((need) => [...need]);

/** What one part of a phrase needs; null where it may be empty, or be anything. */
function needOf(node: PatternNode): Need | null {
  switch (node.is) {
    case 'text':
      return new Set([rarestPiece(node.text)]);
    case 'number':
      return DIGITS;
    case 'choice':
      return needOfChoice(node.options);
    default:
      return null;
  }
}

function needOfChoice(options: readonly (readonly PatternNode[])[]): Need | null {
  const all = new Set<string>();
  for (const option of options) {
    const [rarest] = needsOf(option);
    if (!rarest) return null;
    for (const piece of rarest) all.add(piece);
  }
  return all;
}

/** The two neighbouring characters of a literal that the fewest clauses hold, or its one character. */
function rarestPiece(text: string): string {
  let rarest = text.slice(0, 2);
  for (let at = 1; at + 1 < text.length; at++) {
    const piece = text.slice(at, at + 2);
    if (frequency(piece) < frequency(rarest)) rarest = piece;
  }
  return rarest;
}

/** Characters of most clauses; poor pieces. */
const COMMON = '的我了是不你有么要这在吗没能可以个给怎开分付还款申请信一人上来会说';
const OF_COMMON = 0.1;
const OF_OTHER = 0.02;

/** About how many clauses hold a piece. */
const frequency = (piece: string): number =>
  piece.split('').reduce((product, character) => product * (COMMON.includes(character) ? OF_COMMON : OF_OTHER), 1);

const frequencyOf = (need: Need): number => [...need].reduce((sum, piece) => sum + frequency(piece), 0);
