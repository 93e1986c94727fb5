/** Many expressions, of which a clause is tried with those alone whose needs it meets. */
import type { CompiledPhrase } from './compile';
import { holds } from './pieces';
import type { Held, PieceReader } from './pieces';

/** A phrase, ready to be tried. */
export interface Expression<Owner> {
  regExp: RegExp;
  /** What the phrase stands for. */
  owner: Owner;
}

/** Numbers of pieces: of each list an expression needs one. */
type Needs = readonly (readonly number[])[];

/** Builds the function that chooses, for a clause that holds these pieces, the expressions to try; in no certain order. */
export function indexExpressions<Owner>(
  phrases: readonly { phrase: CompiledPhrase; owner: Owner }[],
  { numberOf }: PieceReader,
): (held: Held) => readonly Expression<Owner>[] {
  const always: Expression<Owner>[] = [];
  const byPiece: (Expression<Owner> & { needs: Needs })[][] = [];
  for (const { phrase, owner } of phrases) {
    const [rarest, ...needs] = phrase.needs.map((need) => need.map(numberOf));
    const indexed = { regExp: new RegExp(phrase.source, 'u'), owner, needs };
    if (rarest) for (const piece of rarest) (byPiece[piece] ??= []).push(indexed);
    else always.push(indexed);
  }
  return ({ numbers, bits }) => {
    const chosen = always.slice();
    for (const number of numbers) {
      const indexed = byPiece[number];
      if (indexed === undefined) continue;
      for (const one of indexed) if (meets(one.needs, bits) && !chosen.includes(one)) chosen.push(one);
    }
    return chosen;
  };
}

function meets(needs: Needs, bits: Held['bits']): boolean {
  for (const need of needs) if (!need.some((piece) => holds(bits, piece))) return false;
  return true;
}
