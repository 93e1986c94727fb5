/** Whether rules read a whole message: at the question for a name, 先别提交 is a request and not a name. */
import type { MatchRules } from '../phrases/match';
import { plainText } from '../text/normalize';
import { foldClause } from './clauses';
import { createClauseReader } from './readClause';

/** Longest message that is checked, in characters; longer ones are no bare name. */
const MAX_LENGTH = 48;

/** A message of several parts: one of them may be the name. */
const DIVIDED = /(?<![a-z'])\s\S|[,，。;；、.]\S/iu;

/** Builds the check. Facts about people (他叫…) leave the name to be found. @param decode writes pinyin in characters */
export function createRuleCheck(match: MatchRules, decode: (text: string) => string): (text: string) => boolean {
  const readClause = createClauseReader(match);
  return (text) => {
    if (text.length > MAX_LENGTH || DIVIDED.test(text)) return false;
    const folded = decode(foldClause(plainText(text)));
    const { moves } = readClause(
      { words: text, folded, question: false, start: 0 },
      { asked: true, forValue: true, confirming: false, alone: true },
    );
    return moves.some(({ type }) => type !== 'state');
  };
}
