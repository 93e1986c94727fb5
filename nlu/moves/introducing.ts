/** What a clause asks, without the words that only open a question: 另外我想问一下利息多少. */
import type { MatchRules } from '../phrases/match';
import { normalize } from '../text/normalize';
import { foldClause } from './clauses';

/** Openings stand behind one another: 另外, 我想, 问一下. */
const MAX_OPENINGS = 4;

/** Builds the reader of what is left for the classifier, by the rule `introducing` of nlu/phrases/marks.yaml. */
export const createBareReader =
  (match: MatchRules) =>
  (words: string): string => {
    let left = words.trim();
    for (let round = 0; round < MAX_OPENINGS; round++) {
      const folded = foldClause(left.toLowerCase());
      const opening = match(folded, ['marks']).find(({ rule }) => rule.name === 'introducing');
      const said = opening && folded.slice(0, opening.end);
      if (!said || said.length === folded.length || !left.startsWith(said)) break;
      left = left.slice(said.length).trim();
    }
    return normalize(left);
  };
