/** Finds the rules that a clause matches. */
import { rememberLatest } from '../text/rememberLatest';
import { anyOf, indexExpressions } from './expressions';
import type { Expression } from './expressions';
import { createPieceReader } from './pieces';
import type { Held } from './pieces';
import { RULE_KINDS } from './rules';
import type { Rule, RuleKind } from './rules';
import { createSpokenForms } from './spoken';
import type { SpokenForms } from './spoken';

/** A rule found in a clause. */
export interface Match {
  rule: Rule;
  /** The rule is all that the clause says. */
  whole: boolean;
  /** Position in the clause; the whole clause where `whole`. */
  start: number;
  end: number;
  /** Characters of the clause that only open or close it, beside a whole phrase. */
  beside: number;
}

/** Reads clauses by rules. Rules come back kind by kind, in the order of the table. */
export type MatchRules = (clause: string, kinds?: readonly RuleKind[]) => readonly Match[];

/** Longest clause that can be a whole phrase, in UTF-16 units. */
const MAX_WHOLE = 48;
/** So many clauses are remembered: those of about two messages. Several readers ask about each. */
const REMEMBERED = 16;

/** Builds the matcher. It reads a clause once, by the rules of all kinds, and tries an expression only on clauses that hold what the expression needs. */
export function createMatcher(rules: readonly Rule[]): MatchRules {
  const read = rememberLatest(REMEMBERED, createReader(rules));
  return (clause, wanted) => {
    const found = read(clause);
    if (wanted === undefined || found.length === 0) return found;
    return found.filter(({ rule }) => wanted.includes(rule.kind));
  };
}

/** A rule, and whether something voids it in a clause. */
interface Voidable {
  rule: Rule;
  isVoid: (clause: string, held: Held) => boolean;
}

/** Builds the function that finds all rules of a clause. */
function createReader(rules: readonly Rule[]): (clause: string) => readonly Match[] {
  const phrases = rules.flatMap(({ within, unless }) => [...within, ...unless]);
  const pieces = createPieceReader(new Set(phrases.flatMap(({ needs }) => needs.flat())));
  const within = rules.flatMap((rule) => {
    const owner: Voidable = { rule, isVoid: anyOf(rule.unless, pieces) };
    return rule.within.map((phrase) => ({ phrase, owner }));
  });
  const candidatesOf = indexExpressions(within, pieces);
  const wholes = wholePhrases(rules);
  const formsOf = createSpokenForms(rules);
  const placeOf = new Map(
    RULE_KINDS.flatMap((kind) => rules.filter((rule) => rule.kind === kind)).map((rule, at) => [rule, at]),
  );
  const inOrder = (a: Match, b: Match): number => (placeOf.get(a.rule) ?? 0) - (placeOf.get(b.rule) ?? 0);

  return (clause) => {
    const found = saidAsWhole(clause, wholes, formsOf);
    const held = pieces.read(clause);
    for (const candidate of candidatesOf(held)) addWithin(found, clause, held, candidate);
    return found.length > 1 ? found.sort(inOrder) : found;
  };
}

/** Rules by a phrase that is all of a clause. */
type Wholes = ReadonlyMap<string, readonly Rule[]>;

function wholePhrases(rules: readonly Rule[]): Wholes {
  const wholes = new Map<string, Rule[]>();
  for (const rule of rules) for (const phrase of rule.whole) wholes.set(phrase, [...(wholes.get(phrase) ?? []), rule]);
  return wholes;
}

/** The rules of which the clause is a whole phrase. Of each kind those count that the first of its forms stands for. */
function saidAsWhole(clause: string, wholes: Wholes, formsOf: SpokenForms): Match[] {
  const compact = clause.includes(' ') ? clause.replaceAll(' ', '') : clause;
  if (compact.length > MAX_WHOLE) return [];
  const found: Match[] = [];
  for (const form of formsOf(compact)) {
    const known = found.map(({ rule }) => rule.kind);
    for (const rule of wholes.get(form) ?? [])
      if (!known.includes(rule.kind))
        found.push({ rule, whole: true, start: 0, end: clause.length, beside: compact.length - form.length });
  }
  return found;
}

/** Adds a rule where its expression matches. Of several matches of a rule the longest counts. */
function addWithin(found: Match[], clause: string, held: Held, { regExp, owner }: Expression<Voidable>): void {
  const place = found.findIndex(({ rule }) => rule === owner.rule);
  const known = found[place];
  const match = known?.whole ? null : regExp.exec(clause);
  if (!match || (known && known.end - known.start >= match[0].length)) return;
  if (!known && owner.isVoid(clause, held)) return;
  const { index: start } = match;
  const longer = { rule: owner.rule, whole: false, start, end: start + match[0].length, beside: 0 };
  if (known) found[place] = longer;
  else found.push(longer);
}
