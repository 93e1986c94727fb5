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

/** Builds the matcher. It tries an expression only on clauses that hold what the expression needs. */
export function createMatcher(rules: readonly Rule[]): MatchRules {
  const prepare = createPreparation(rules);
  const matchers = new Map(RULE_KINDS.map((kind) => [kind, matcherOf(kind, rules)]));
  const read = rememberLatest(REMEMBERED, (text) => {
    const clause = prepare(text);
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

const NONE: readonly Match[] = [];

/** A clause, ready for the rules of every kind. */
interface Prepared {
  clause: string;
  held: Held;
  /** Expressions that may match. */
  candidates: readonly Expression<Voidable>[];
  /** Forms of the clause that are whole phrases. Found when first asked for: few kinds have whole phrases. */
  said: () => readonly Said[];
}

/** A form of a clause that is a whole phrase of these rules. */
interface Said {
  rules: readonly Rule[];
  beside: number;
}

/** A rule, and whether something voids it in a clause. */
interface Voidable {
  rule: Rule;
  isVoid: (clause: string, held: Held) => boolean;
}

function createPreparation(rules: readonly Rule[]): (clause: string) => Prepared {
  const phrases = rules.flatMap(({ within, unless }) => [...within, ...unless]);
  const pieces = createPieceReader(new Set(phrases.flatMap(({ needs }) => needs.flat())));
  const within = rules.flatMap((rule) => {
    const owner: Voidable = { rule, isVoid: anyOf(rule.unless, pieces) };
    return rule.within.map((phrase) => ({ phrase, owner }));
  });
  const candidatesOf = indexExpressions(within, pieces);
  const wholes = wholePhrases(rules);
  const formsOf = createSpokenForms(rules);
  return (clause) => {
    const held = pieces.read(clause);
    let said: readonly Said[] | undefined;
    return { clause, held, candidates: candidatesOf(held), said: () => (said ??= rulesSaid(clause, wholes, formsOf)) };
  };
}

/** Rules by a phrase that is all of a clause. */
type Wholes = ReadonlyMap<string, readonly Rule[]>;

function wholePhrases(rules: readonly Rule[]): Wholes {
  const wholes = new Map<string, Rule[]>();
  for (const rule of rules) for (const phrase of rule.whole) wholes.set(phrase, [...(wholes.get(phrase) ?? []), rule]);
  return wholes;
}

function rulesSaid(clause: string, wholes: Wholes, formsOf: SpokenForms): readonly Said[] {
  const compact = clause.includes(' ') ? clause.replaceAll(' ', '') : clause;
  if (compact.length > MAX_WHOLE) return [];
  return formsOf(compact).flatMap((form) => {
    const rules = wholes.get(form);
    return rules ? [{ rules, beside: compact.length - form.length }] : [];
  });
}

/** Builds the matcher of one kind of rules. */
function matcherOf(kind: RuleKind, all: readonly Rule[]): (clause: Prepared) => readonly Match[] {
  const rules = all.filter((rule) => rule.kind === kind);
  const hasWholes = rules.some(({ whole }) => whole.length > 0);

  return ({ clause, held, candidates, said }) => {
    const found: Match[] = [];
    const spoken = hasWholes ? said().find(({ rules: some }) => some.some((rule) => rule.kind === kind)) : undefined;
    for (const rule of spoken?.rules ?? [])
      if (rule.kind === kind)
        found.push({ rule, whole: true, start: 0, end: clause.length, beside: spoken?.beside ?? 0 });
    for (const { regExp, owner } of candidates) {
      if (owner.rule.kind !== kind) continue;
      const place = found.findIndex(({ rule }) => rule === owner.rule);
      const known = found[place];
      const match = known?.whole ? null : regExp.exec(clause);
      if (!match || (known && known.end - known.start >= match[0].length)) continue;
      if (!known && owner.isVoid(clause, held)) continue;
      const { index: start } = match;
      const longer = { rule: owner.rule, whole: false, start, end: start + match[0].length, beside: 0 };
      if (known) found[place] = longer;
      else found.push(longer);
    }
    return found.length > 1 ? found.sort((a, b) => rules.indexOf(a.rule) - rules.indexOf(b.rule)) : found;
  };
}
