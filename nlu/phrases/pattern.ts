/**
 * The language of phrases, for people who edit words and not code. `(a|b|)` is one of several or nothing, `{NAME}` any word of a list, `…`
 * up to six characters, `#` a number, `^` and `$` the beginning and the end of a clause (particles may stand before the end), `@` a value that was taken out (a name, an ID
 * number). All else stands for itself; spaces matter between English words only.
 */

/** A parsed pattern: a sequence of these. */
export type PatternNode =
  | { is: 'text'; text: string }
  | { is: 'choice'; options: readonly (readonly PatternNode[])[] }
  | { is: 'gap' }
  | { is: 'number' }
  | { is: 'begin' }
  | { is: 'end' };

/** Lists by name; a pattern refers to one by `{NAME}`. */
export type WordLists = Readonly<Record<string, readonly string[]>>;

/** A pattern cannot be read; the message says what is wrong with it. */
export class PhrasePatternError extends Error {
  override readonly name = 'PhrasePatternError';
}

const SIGNS: Readonly<Record<string, PatternNode>> = {
  '…': { is: 'gap' },
  '#': { is: 'number' },
  '^': { is: 'begin' },
  $: { is: 'end' },
};

/** A space beside one of these counts: English words stay apart. */
const LATIN = /[a-z']/u;

/** @throws PhrasePatternError for an unbalanced bracket or an unknown list */
export function parsePhrase(pattern: string, lists: WordLists): PatternNode[] {
  let at = 0;

  const sequence = (inBrackets: boolean): PatternNode[] => {
    const nodes: PatternNode[] = [];
    let text = '';
    const add = (node: PatternNode): void => {
      if (text !== '') nodes.push({ is: 'text', text });
      text = '';
      nodes.push(node);
    };
    while (at < pattern.length) {
      const sign = pattern.charAt(at);
      if (inBrackets && (sign === '|' || sign === ')')) break;
      if (sign === ')') throw new PhrasePatternError(`a ")" without "(" at character ${at + 1}`);
      at++;
      if (sign === '(') add(choice());
      else if (sign === '{') add(list());
      else if (SIGNS[sign]) add(SIGNS[sign]);
      else if (sign !== ' ' || LATIN.test(pattern[at - 2] ?? '') || LATIN.test(pattern[at] ?? '')) text += sign;
    }
    if (text !== '') nodes.push({ is: 'text', text });
    return nodes;
  };

  const choice = (): PatternNode => {
    const options = [sequence(true)];
    while (pattern[at] === '|') {
      at++;
      options.push(sequence(true));
    }
    if (pattern[at] !== ')') throw new PhrasePatternError('a "(" that is never closed');
    at++;
    return { is: 'choice', options };
  };

  const list = (): PatternNode => {
    const end = pattern.indexOf('}', at);
    if (end < 0) throw new PhrasePatternError('a "{" that is never closed');
    const name = pattern.slice(at, end);
    const words = Object.hasOwn(lists, name) ? lists[name] : undefined;
    if (words === undefined) throw new PhrasePatternError(`there is no list {${name}} in nlu/words/words.yaml`);
    at = end + 1;
    // A list may name lists, but not itself.
    const others = Object.fromEntries(Object.entries(lists).filter(([other]) => other !== name));
    return { is: 'choice', options: words.map((word) => parsePhrase(word, others)) };
  };

  return sequence(false);
}
