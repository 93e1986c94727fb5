/** How a phrase stands in its clause: wished, not wished, asked about, or only supposed. */
import type { Match, MatchRules } from '../phrases/match';
import type { Clause } from './clauses';

/** `ask`: the clause asks about it or supposes it. */
export type Polarity = 'do' | 'dont' | 'ask';

/** The mark rules found in a text. */
export type MarksOf = (text: string) => ReadonlySet<string>;

/** Reads the marks of nlu/phrases/marks.yaml. */
export const createMarks =
  (match: MatchRules): MarksOf =>
  (text) =>
    new Set(text === '' ? [] : match(text, ['marks']).map(({ rule }) => rule.name));

/** Negations that cancel each other: 不是不同意. */
const DOUBLE = /(?:不是|没有|并非|没|不会|不得)(?:说|要|想)?(?:不|没|别)$/u;

/** 能不能 asks, and its 不能 negates nothing. */
const CHOICE_QUESTION = /(能|可|会|要|是|行|好|用|该|需)不\1(?:以|要)?|可不可以|需不需要|就不能/gu;

/** @param marksOf marks of the text before and behind the phrase decide */
export function polarityOf(clause: Clause, { rule, start, end, whole }: Match, marksOf: MarksOf): Polarity {
  const asks = (asked: boolean, polite: boolean): Polarity =>
    !asked || rule.question === 'wish' || (polite && rule.polite === 'wish') ? 'do' : 'ask';
  if (whole) return asks(clause.question, rule.polite === 'wish');
  const before = clause.folded.slice(0, start).replace(CHOICE_QUESTION, '可否');
  const behind = clause.folded.slice(end);
  if (DOUBLE.test(before)) return 'ask';
  const marksBefore = marksOf(before);
  const marksBehind = marksOf(behind);
  if (marksBefore.has('negating') || marksBehind.has('negated_after')) return 'dont';
  if (marksBefore.has('supposing') || marksBehind.has('supposing')) return 'ask';
  const asked = clause.question || marksBefore.has('asking') || marksBehind.has('asking');
  return asks(asked, marksOf(clause.folded).has('polite') || /^(?:能|可以|可否|能不能|可不可以)/u.test(clause.folded));
}
