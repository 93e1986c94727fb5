/** Lists by name; a pattern refers to one by `{NAME}`. */
export type Phrases = Readonly<Record<string, readonly string[]>>;

/** Default limit of sentences drawn from one pattern. */
export const MAX_EXPANSIONS = 120;

/** A corpus pattern cannot be parsed; the message says what is wrong. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

type Node = { text: string } | { choices: Node[][] };

/**
 * Expands a corpus pattern to sentences: `(a|b|)` alternates, `{NAME}` is any line of that list. Where there are more than `limit`
 * sentences, `limit` of them are drawn evenly. Deterministic.
 * @throws PatternError for an unbalanced bracket or an unknown list
 */
export function expandPattern(pattern: string, phrases: Phrases, limit = MAX_EXPANSIONS): string[] {
  const nodes = parsePattern(pattern, phrases);
  const total = countOf(nodes);
  const sentences = new Set<string>();
  if (total <= limit) {
    for (let index = 0; index < total; index++) sentences.add(render(nodes, index).text);
    return [...sentences];
  }
  // A step co-prime to the total visits no index twice.
  let step = Math.floor(total * 0.6180339887) | 1;
  while (greatestCommonDivisor(step, total) !== 1) step += 2;
  for (let drawn = 0; drawn < limit; drawn++) sentences.add(render(nodes, (drawn * step) % total).text);
  return [...sentences];
}

/** Recursive descent. Brackets may nest; the lines of a list are parsed as patterns without references. */
function parsePattern(pattern: string, phrases: Phrases): Node[] {
  let at = 0;

  const parseSequence = (inBrackets: boolean): Node[] => {
    const nodes: Node[] = [];
    let text = '';
    const flush = (): void => {
      if (text !== '') nodes.push({ text });
      text = '';
    };
    while (at < pattern.length) {
      const char = pattern[at]!;
      if (inBrackets && (char === '|' || char === ')')) break;
      if (char === ')') throw new PatternError(`a ")" without "(" at character ${at + 1}`);
      at++;
      if (char === '(') {
        flush();
        nodes.push(parseChoices());
      } else if (char === '{') {
        flush();
        nodes.push(parseReference());
      } else text += char;
    }
    flush();
    return nodes;
  };

  const parseChoices = (): Node => {
    const choices = [parseSequence(true)];
    while (pattern[at] === '|') {
      at++;
      choices.push(parseSequence(true));
    }
    if (pattern[at] !== ')') throw new PatternError('a "(" that is never closed');
    at++;
    return { choices };
  };

  const parseReference = (): Node => {
    const end = pattern.indexOf('}', at);
    if (end < 0) throw new PatternError('a "{" that is never closed');
    const name = pattern.slice(at, end);
    const lines = phrases[name];
    if (lines === undefined) throw new PatternError(`there is no list {${name}} in _phrases.yaml`);
    at = end + 1;
    return { choices: lines.map((line) => parsePattern(line, {})) };
  };

  return parseSequence(false);
}

function countOf(nodes: readonly Node[]): number {
  let total = 1;
  for (const node of nodes) {
    if ('choices' in node) total *= node.choices.reduce((sum, choice) => sum + countOf(choice), 0);
  }
  return total;
}

/** The sentence of an index; `rest` is the part of the index left for later nodes. */
function render(nodes: readonly Node[], index: number): { text: string; rest: number } {
  let text = '';
  let rest = index;
  for (const node of nodes) {
    if ('text' in node) {
      text += node.text;
      continue;
    }
    const options = node.choices.reduce((sum, choice) => sum + countOf(choice), 0);
    let local = rest % options;
    rest = Math.floor(rest / options);
    for (const choice of node.choices) {
      const size = countOf(choice);
      if (local < size) {
        text += render(choice, local).text;
        break;
      }
      local -= size;
    }
  }
  return { text, rest };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
