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
  const read = rememberLatest(REMEMBERED, (text) => {
    const clause = preparedClause(text, pieces);
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
    return wanted.flatMap((kind) => matchesOf(kind));
  };
}

/** A clause, ready for the rules of every kind. */
interface Prepared {
  clause: string;
  /** Forms to look up among whole phrases. */
  forms: readonly string[];
  held: Held;
}

function preparedClause(clause: string, pieces: PieceReader): Prepared {
  const compact = clause.includes(' ') ? clause.replaceAll(' ', '') : clause;
  return { clause, forms: compact.length <= MAX_WHOLE ? spokenForms(compact) : [], held: pieces.read(clause) };
}

/** A rule of a kind. */
interface Entry {
  rule: Rule;
  /** Its place among the rules of the kind. */
  place: number;
  /** The expressions that may void it in a clause. */
  voidsOf: (held: Held) => readonly { regExp: RegExp }[];
}

/** Builds the matcher of one kind of rules. */
function matcherOf(
  kind: RuleKind,
  rules: readonly Rule[],
  pieces: PieceReader,
): (clause: Prepared) => readonly Match[] {
  const entries = rules
    .filter((rule) => rule.kind === kind)
    .map((rule, place): Entry => {
      const voids = rule.unless.map((phrase) => ({ phrase, owner: rule }));
      return { rule, place, voidsOf: indexExpressions(voids, pieces) };
    });
  const within = entries.flatMap((entry) => entry.rule.within.map((phrase) => ({ phrase, owner: entry })));
  const candidatesOf = indexExpressions(within, pieces);
  const wholes = new Map<string, Entry[]>();
  for (const entry of entries)
    for (const phrase of entry.rule.whole) wholes.set(phrase, [...(wholes.get(phrase) ?? []), entry]);

  return ({ clause, forms, held }) => {
    const found = new Map<Entry, Match>();
    const said = forms.find((form) => wholes.has(form));
    const spoken = said === undefined ? undefined : wholes.get(said);
    for (const entry of spoken ?? []) found.set(entry, { rule: entry.rule, whole: true, start: 0, end: clause.length });
    for (const { regExp, owner } of candidatesOf(held)) {
      const known = found.get(owner);
      const match = known?.whole ? null : regExp.exec(clause);
      if (!match || (known && known.end - known.start >= match[0].length)) continue;
      if (!known && owner.voidsOf(held).some((one) => one.regExp.test(clause))) continue;
      const { index: start } = match;
      found.set(owner, { rule: owner.rule, whole: false, start, end: start + match[0].length });
    }
    return inOrder(found);
  };
}

const NONE: readonly Match[] = [];

const inOrder = (found: ReadonlyMap<Entry, Match>): readonly Match[] =>
  found.size === 0 ? NONE : [...found].sort(([a], [b]) => a.place - b.place).map(([, match]) => match);
