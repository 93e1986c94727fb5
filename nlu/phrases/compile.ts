/** Compiles phrases to expressions of literals, choices and bounded gaps. They take time linear in the clause by construction. */
import { needsOf } from './needs';
import { parsePhrase } from './pattern';
import type { PatternNode, WordLists } from './pattern';

/** A phrase as it is matched; plain data, so that the build can keep it. */
export interface CompiledPhrase {
  /** Source of a regular expression. */
  source: string;
  /** Pieces of one or two characters: of each list, any text that matches holds one. The list that fewest clauses meet comes first. */
  needs: readonly (readonly string[])[];
}

/** More lists would rule out hardly any clause. */
const MAX_NEEDS = 3;

const GAP = '[^,.;:!?\\n]{0,6}';

/** @throws PhrasePatternError */
export function compilePhrase(pattern: string, lists: WordLists): CompiledPhrase {
  const nodes = parsePhrase(pattern, lists);
  return { source: sourceOf(nodes, endOf(lists)), needs: needsOf(nodes).slice(0, MAX_NEEDS) };
}

/** The end of a clause, before which particles (先别提交哈) say nothing: the list PARTICLE of words.yaml. */
const endOf = ({ PARTICLE = [] }: WordLists): string => (PARTICLE.length === 0 ? '$' : `[${PARTICLE.join('')}]{0,2}$`);

const sourceOf = (nodes: readonly PatternNode[], end: string): string =>
  nodes
    .map((node) => {
      switch (node.is) {
        case 'text':
          return node.text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
        case 'choice':
          return choiceSource(node.options.map((option) => sourceOf(option, end)));
        case 'gap':
          return GAP;
        case 'number':
          return '\\d{1,20}';
        case 'begin':
          return '^';
        case 'end':
          return end;
      }
    })
    .join('');

/** Options of one character become a class; longer ones come first, so that the longest wins. */
function choiceSource(options: readonly string[]): string {
  const distinct = [...new Set(options)].sort((a, b) => b.length - a.length);
  if (distinct.every((option) => /^[^\\^$\]-]$/u.test(option))) return `[${distinct.join('')}]`;
  return `(?:${distinct.join('|')})`;
}
