/** Finds the rules that a clause matches. */
import { rememberLatest } from '../text/rememberLatest';
import { indexExpressions } from './expressions';
import { createPieceReader } from './pieces';
import type { Held, PieceReader } from './pieces';
import { RULE_KINDS } from './rules';
import type { Rule, RuleKind } from './rules';
import { spokenForms } from './spoken';

/** A rule found in a clause. */
export interface Match {
  rule: Rule;
  /** The rule is all that the clause says. */
  whole: boolean;
  /** Position in the clause; the whole clause where `whole`. */
  start: number;
  end: number;
}

/** Reads clauses by rules. Rules come back kind by kind, in the order of the table. */
export type MatchRules = (clause: string, kinds?: readonly RuleKind[]) => readonly Match[];

/** Longest clause that can be a whole phrase, in UTF-16 units. */
const MAX_WHOLE = 48;
/** So many clauses are remembered: those of about two messages. Several readers ask about each. */
const REMEMBERED = 16;

/** Builds the matcher. It tries an expression only on clauses that hold what the expression needs. */
export function createMatcher(rules: readonly Rule[]): MatchRules {
  const phrases = rules.flatMap(({ within, unless }) => [...within, ...unless]);
  const pieces = createPieceReader(new Set(phrases.flatMap(({ needs }) => needs.flat())));
  const matchers = new Map(RULE_KINDS.map((kind) => [kind, matcherOf(kind, rules, pieces)]));
  const wholes = wholePhrases(rules);
  const read = rememberLatest(REMEMBERED, (text) => {
    const clause = preparedClause(text, wholes, pieces);
    const found = new Map<RuleKind, readonly Match[]>();
    return (kind: RuleKind): readonly Match[] => {
      const known = found.get(kind);
      if (known) return known;
      const matches = matchers.get(kind)?.(clause) ?? NONE;
      found.set(kind, matches);
      return matches;
    };
  });
  return (clause, wanted = RULE_KINDS) => {
    const matchesOf = read(clause);
    let all = NONE;
    for (const kind of wanted) {
      const matches = matchesOf(kind);
      if (matches.length > 0) all = all.length === 0 ? matches : [...all, ...matches];
    }
    return all;
  };
}

/** Rules by a phrase that is all of a clause. */
type Wholes = ReadonlyMap<string, readonly Rule[]>;

function wholePhrases(rules: readonly Rule[]): Wholes {
  const wholes = new Map<string, Rule[]>();
  for (const rule of rules) for (const phrase of rule.whole) wholes.set(phrase, [...(wholes.get(phrase) ?? []), rule]);
  return wholes;
}

/** A clause, ready for the rules of every kind. */
interface Prepared {
  clause: string;
  /** Of each form of the clause that is a whole phrase, its rules. Found when first asked for: few kinds have whole phrases. */
  said: () => readonly (readonly Rule[])[];
  held: Held;
}

function preparedClause(clause: string, wholes: Wholes, pieces: PieceReader): Prepared {
  let said: readonly (readonly Rule[])[] | undefined;
  return { clause, said: () => (said ??= rulesSaid(clause, wholes)), held: pieces.read(clause) };
}

function rulesSaid(clause: string, wholes: Wholes): readonly (readonly Rule[])[] {
  const compact = clause.includes(' ') ? clause.replaceAll(' ', '') : clause;
  if (compact.length > MAX_WHOLE) return [];
  return spokenForms(compact)
    .map((form) => wholes.get(form))
    .filter((some) => some !== undefined);
}

/** A rule with the expressions that may void it in a clause. */
interface Voidable {
  rule: Rule;
  voidsOf: (held: Held) => readonly { regExp: RegExp }[];
}

/** Builds the matcher of one kind of rules. */
function matcherOf(kind: RuleKind, all: readonly Rule[], pieces: PieceReader): (clause: Prepared) => readonly Match[] {
  const rules = all.filter((rule) => rule.kind === kind);
  const hasWholes = rules.some(({ whole }) => whole.length > 0);
  const within = rules.flatMap((rule) => {
    const voids = rule.unless.map((phrase) => ({ phrase, owner: rule }));
    const owner: Voidable = { rule, voidsOf: indexExpressions(voids, pieces) };
    return rule.within.map((phrase) => ({ phrase, owner }));
  });
  const candidatesOf = indexExpressions(within, pieces);

  return ({ clause, said, held }) => {
    const found: Match[] = [];
    const spoken = hasWholes ? said().find((some) => some.some((rule) => rule.kind === kind)) : undefined;
    for (const rule of spoken ?? [])
      if (rule.kind === kind) found.push({ rule, whole: true, start: 0, end: clause.length });
    for (const { regExp, owner } of candidatesOf(held)) {
      const place = found.findIndex(({ rule }) => rule === owner.rule);
      const known = found[place];
      const match = known?.whole ? null : regExp.exec(clause);
      if (!match || (known && known.end - known.start >= match[0].length)) continue;
      if (!known && owner.voidsOf(held).some((one) => one.regExp.test(clause))) continue;
      const { index: start } = match;
      const longer = { rule: owner.rule, whole: false, start, end: start + match[0].length };
      found.splice(known ? place : found.length, 1, longer);
    }
    return found.length > 1 ? found.sort((a, b) => rules.indexOf(a.rule) - rules.indexOf(b.rule)) : found;
  };
}

const NONE: readonly Match[] = [];
