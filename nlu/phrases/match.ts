/** Finds the rules that a clause matches. */
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
  /^(?:那个|这个|就是|嗯+|哦+|呃+|额+|啊+|那啥|其实|反正|哎+|唉+|对了|那|就)+(?=.)|(?<=.)(?:那个|这个|就是|的话|哈+|啦|呢|嘛|捏|嘞|咧|咯|呗|哩|滴|吧|呀|啊|哦|了|的|谢谢|thanks|thx)+$/gu;
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

/** Builds the matcher: each expression is tried only on clauses that hold one of its key characters. */
export function createMatcher(rules: readonly Rule[]): MatchRules {
  const wholes = new Map<string, number[]>();
  const byKey = new Map<string, Indexed[]>();
  const always: Indexed[] = [];
  const unless = rules.map((rule) => rule.unless.map(({ source }) => new RegExp(source, 'u')));
  rules.forEach((rule, index) => {
    for (const phrase of rule.whole) wholes.set(phrase, [...(wholes.get(phrase) ?? []), index]);
    for (const { source, key } of rule.within) {
      const indexed = { expression: new RegExp(source, 'u'), rule: index };
      if (key === null) always.push(indexed);
      else for (const character of key) byKey.set(character, [...(byKey.get(character) ?? []), indexed]);
    }
  });

  return (clause, kinds) => {
    const found = new Map<number, Match>();
    const keep = (index: number, whole: boolean, start: number, end: number): void => {
      const rule = rules[index];
      if (!rule || (kinds && !kinds.includes(rule.kind))) return;
      const known = found.get(index);
      if (known && (known.whole || known.end - known.start >= end - start)) return;
      if (!whole && unless[index]?.some((expression) => expression.test(clause))) return;
      found.set(index, { rule, whole, start, end });
    };
    const compact = clause.replaceAll(' ', '');
    if (compact.length <= MAX_WHOLE) {
      const spoken = spokenForms(compact)
        .map((form) => wholes.get(form))
        .find((rules) => rules !== undefined);
      for (const index of spoken ?? []) keep(index, true, 0, clause.length);
    }
    const tried = new Set<Indexed>();
    const tryAll = (candidates: readonly Indexed[]): void => {
      for (const candidate of candidates) {
        if (tried.has(candidate)) continue;
        tried.add(candidate);
        const match = candidate.expression.exec(clause);
        if (match) keep(candidate.rule, false, match.index, match.index + match[0].length);
      }
    };
    tryAll(always);
    for (const character of new Set(clause)) tryAll(byKey.get(character) ?? []);
    return [...found].sort(([a], [b]) => a - b).map(([, match]) => match);
  };
}
