/** Compiles phrases to expressions of literals, choices and bounded gaps. They take time linear in the clause by construction. */
import { parsePhrase } from './pattern';
import type { PatternNode, WordLists } from './pattern';

/** A phrase as it is matched; plain data, so that the build can keep it. */
export interface CompiledPhrase {
  /** Source of a regular expression. */
  source: string;
  /** Characters of which any text that matches holds one; null where there is no such set. */
  key: string | null;
}

const GAP = '[^,.;:!?\\n]{0,6}';

/** @throws PhrasePatternError */
export function compilePhrase(pattern: string, lists: WordLists): CompiledPhrase {
  const nodes = parsePhrase(pattern, lists);
  const key = keyOf(nodes);
  return { source: sourceOf(nodes), key: key && [...key].join('') };
}

const sourceOf = (nodes: readonly PatternNode[]): string =>
  nodes
    .map((node) => {
      switch (node.is) {
        case 'text':
          return node.text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
        case 'choice':
          return choiceSource(node.options.map(sourceOf));
        case 'gap':
          return GAP;
        case 'number':
          return '\\d{1,20}';
        case 'begin':
          return '^';
        case 'end':
          return '$';
      }
    })
    .join('');

const DIGITS: ReadonlySet<string> = new Set('0123456789');

/** Options of one character become a class; longer ones come first, so that the longest wins. */
function choiceSource(options: readonly string[]): string {
  const distinct = [...new Set(options)].sort((a, b) => b.length - a.length);
  if (distinct.every((option) => /^[^\\^$\]-]$/u.test(option))) return `[${distinct.join('')}]`;
  return `(?:${distinct.join('|')})`;
}

/** The smallest set of characters of which every match holds at least one. */
function keyOf(nodes: readonly PatternNode[]): ReadonlySet<string> | null {
  let best: ReadonlySet<string> | null = null;
  for (const node of nodes) {
    const key =
      node.is === 'number'
        ? DIGITS
        : node.is === 'text'
          ? new Set([rarestOf(node.text)])
          : node.is === 'choice'
            ? keyOfChoice(node.options)
            : null;
    if (key && (!best || key.size < best.size)) best = key;
  }
  return best;
}

function keyOfChoice(options: readonly (readonly PatternNode[])[]): ReadonlySet<string> | null {
  const all = new Set<string>();
  for (const option of options) {
    const key = keyOf(option);
    if (!key) return null;
    for (const character of key) all.add(character);
  }
  return all;
}

/** Characters of most clauses, in order of frequency; poor keys. */
const COMMON = '的我了是不你有么要这在吗没能可以个给怎开分付还款申请信一人上来会说';

/** The character of a literal that the fewest clauses hold. */
const rarestOf = (text: string): string =>
  [...text].reduce((best, character) => (rarity(character) > rarity(best) ? character : best));

const rarity = (character: string): number => {
  const place = COMMON.indexOf(character);
  return place < 0 ? COMMON.length : place;
};
