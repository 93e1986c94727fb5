/** Many expressions, of which a clause is tried with those alone whose needs it meets. */
import type { CompiledPhrase } from './compile';
import type { Held, PieceReader } from './pieces';

/** A phrase, ready to be tried. */
export interface Expression<Owner> {
  regExp: RegExp;
  /** What the phrase stands for. */
  owner: Owner;
}

/** An expression with the numbers of the pieces that it needs: of each list one. */
interface Indexed<Owner> extends Expression<Owner> {
  needs: readonly (readonly number[])[];
}

/** Builds the function that chooses, for a clause that holds these pieces, the expressions to try; in no certain order. */
export function indexExpressions<Owner>(
  phrases: readonly { phrase: CompiledPhrase; owner: Owner }[],
  { numberOf, size }: PieceReader,
): (held: Held) => readonly Expression<Owner>[] {
  const always: Expression<Owner>[] = [];
  const byPiece = Array.from({ length: size }, (): Indexed<Owner>[] => []);
  for (const { phrase, owner } of phrases) {
    const [rarest, ...needs] = phrase.needs.map((need) => need.map(numberOf));
    const indexed = { regExp: new RegExp(phrase.source, 'u'), owner, needs };
    if (rarest) for (const piece of rarest) byPiece[piece]?.push(indexed);
    else always.push(indexed);
  }
  return ({ numbers, flags }) => {
    const chosen = always.slice();
    for (const number of numbers)
      for (const indexed of byPiece[number] ?? [])
        if (meets(indexed, flags) && !chosen.includes(indexed)) chosen.push(indexed);
    return chosen;
  };
}

/** Whether a clause that holds these pieces may match. */
function meets({ needs }: Pick<Indexed<unknown>, 'needs'>, flags: Held['flags']): boolean {
  for (const need of needs) if (!holdsOne(need, flags)) return false;
  return true;
}

function holdsOne(pieces: readonly number[], flags: Held['flags']): boolean {
  for (const piece of pieces) if (flags[piece] === 1) return true;
  return false;
}

/** Builds the test whether one of some phrases is in a clause. */
export function anyOf(
  phrases: readonly CompiledPhrase[],
  { numberOf }: PieceReader,
): (clause: string, held: Held) => boolean {
  const expressions = phrases.map(({ source, needs }) => ({
    regExp: new RegExp(source, 'u'),
    needs: needs.map((need) => need.map(numberOf)),
  }));
  return (clause, { flags }) => expressions.some((one) => meets(one, flags) && one.regExp.test(clause));
}
