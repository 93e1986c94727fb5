/** Finds the rules that a clause matches. */
import { RULE_KINDS } from './rules';
import type { Rule, RuleKind } from './rules';

/** A rule found in a clause. */
export interface Match {
  rule: Rule;
  /** The rule is all that the clause says. */
  whole: boolean;
  /** Position in the clause; the whole clause where `whole`. */
  start: number;
  end: number;
}

/** Particles at the end of a clause that do not change what it says. */
const PARTICLES = /(?<=.)[啊呀哦呢哈啦了吧的嘛哟喔噢亲诶哇咯嘞滴哩噻~]{1,3}$/u;
/** Words that fill a pause, at the ends of a clause. */
const FILLERS =
  /^(?:那个|这个|就是|嗯+|哦+|呃+|额+|啊+|那啥|其实|反正|哎+|唉+|对了|那|就)+(?=.)|(?<=.)(?:那个|这个|就是|的话|哈|啦|呢|嘛|捏|嘞|咧|咯|呗|哩|滴|吧|呀|啊|哦|了|的|谢谢|thanks|thx)+$/gu;
/** The same said twice or three times: 没有没有. */
const REPEATED = /^(.{1,6}?)\1{1,3}$/u;

/** Forms of a clause to look up: as it is, without a particle, without fillers, said once. */
function spokenForms(clause: string): string[] {
  const bare = clause.replace(FILLERS, '');
  const once = REPEATED.exec(bare)?.[1];
  return [clause, clause.replace(PARTICLES, ''), bare, ...(once === undefined ? [] : [once])];
}

/** Longest clause that can be a whole phrase, in UTF-16 units. */
const MAX_WHOLE = 48;

interface Indexed {
  expression: RegExp;
  rule: number;
}

/** Reads clauses by rules. Rules come back in the order of the table. */
export type MatchRules = (clause: string, kinds?: readonly RuleKind[]) => Match[];

/** Expressions of one kind, by a character of which any text that matches holds one. */
interface KindIndex {
  wholes: Map<string, number[]>;
  byKey: Map<string, Indexed[]>;
  always: Indexed[];
}

/** Builds the matcher: each expression is tried only on clauses that hold one of its key characters. */
export function createMatcher(rules: readonly Rule[]): MatchRules {
  const kinds = new Map(RULE_KINDS.map((kind) => [kind, indexOf(rules, kind)]));
  const unless = rules.map((rule) => rule.unless.map(({ source }) => new RegExp(source, 'u')));

  return (clause, wanted = RULE_KINDS) => {
    const found = new Map<number, Match>();
    const keep = (index: number, whole: boolean, start: number, end: number): void => {
      const rule = rules[index];
      const known = found.get(index);
      if (!rule || (known && (known.whole || known.end - known.start >= end - start))) return;
      if (!whole && unless[index]?.some((expression) => expression.test(clause))) return;
      found.set(index, { rule, whole, start, end });
    };
    const tryAll = (candidates: readonly Indexed[], tried: Set<Indexed>): void => {
      for (const candidate of candidates) {
        if (tried.has(candidate)) continue;
        tried.add(candidate);
        const match = candidate.expression.exec(clause);
        if (match) keep(candidate.rule, false, match.index, match.index + match[0].length);
      }
    };
    const compact = clause.includes(' ') ? clause.replaceAll(' ', '') : clause;
    const forms = compact.length <= MAX_WHOLE ? spokenForms(compact) : [];
    const characters = new Set(clause);
    for (const kind of wanted) {
      const index = kinds.get(kind);
      if (!index) continue;
      if (index.wholes.size > 0) {
        const spoken = forms.map((form) => index.wholes.get(form)).find((some) => some !== undefined);
        for (const rule of spoken ?? []) keep(rule, true, 0, clause.length);
      }
      const tried = new Set<Indexed>();
      tryAll(index.always, tried);
      for (const character of characters) tryAll(index.byKey.get(character) ?? NONE, tried);
    }
    return [...found].sort(([a], [b]) => a - b).map(([, match]) => match);
  };
}

const NONE: readonly Indexed[] = [];

function indexOf(rules: readonly Rule[], kind: RuleKind): KindIndex {
  const index: KindIndex = { wholes: new Map(), byKey: new Map(), always: [] };
  rules.forEach((rule, place) => {
    if (rule.kind !== kind) return;
    for (const phrase of rule.whole) index.wholes.set(phrase, [...(index.wholes.get(phrase) ?? []), place]);
    for (const { source, key } of rule.within) {
      const indexed = { expression: new RegExp(source, 'u'), rule: place };
      if (key === null) index.always.push(indexed);
      else for (const character of key) index.byKey.set(character, [...(index.byKey.get(character) ?? []), indexed]);
    }
  });
  return index;
}
