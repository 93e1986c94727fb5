/** The sentences that the language is learnt from: those of the corpus, and the whole phrases of the rules. */
import type { Example } from '../model/corpus/corpus';
import type { Rule } from '../phrases/rules';
import type { Sentence } from './learnLanguage';

/** So many sentences of one pattern are read; the others differ little. */
const OF_ONE_PATTERN = 40;
/** A phrase of a rule is what many people say. */
const WEIGHT_OF_PHRASE = 10;

/** All sentences of corpus and rules. */
export function* sentencesOf(examples: readonly Example[], rules: readonly Rule[]): Iterable<Sentence> {
  let source = 0;
  for (const lines of linesOf(examples)) {
    const step = Math.max(1, lines.length / OF_ONE_PATTERN);
    source++;
    for (let at = 0; at < lines.length; at += step) {
      const { text, weight } = lines[Math.floor(at)]!;
      yield { text, weight: weight * step, source };
    }
  }
  for (const { whole } of rules) for (const text of whole) yield { text, weight: WEIGHT_OF_PHRASE, source: ++source };
}

/** The sentences of each line of the corpus. */
function* linesOf(examples: readonly Example[]): Iterable<readonly Example[]> {
  let from = 0;
  for (let to = 1; to <= examples.length; to++) {
    if (examples[to]?.source === examples[from]?.source) continue;
    yield examples.slice(from, to);
    from = to;
  }
}
