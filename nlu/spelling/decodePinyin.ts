/** Writes toneless pinyin in characters, as an input method does: the likeliest characters for the letters, by the language model. */
import { BREAK, codeAt, STEPS_PER_NAT } from './language';
import type { Language } from './language';
import { replacePinyin } from './pinyinParts';
import { charactersBySyllable, LONGEST_SYLLABLE } from './readings';

/** So many beginnings are kept at each place. */
const BEAM = 24;
/** Mean cost of a character up to which a reading is believed. Names and English cost 5.5 and more. */
const BELIEVED = 5.2 * STEPS_PER_NAT;
/** The same beside characters: somebody writes Chinese. */
const BELIEVED_BESIDE = 7 * STEPS_PER_NAT;

/** A reading of the letters up to some place. */
interface Beginning {
  cost: number;
  /** The last two characters. */
  first: number;
  second: number;
  length: number;
  shorter?: Beginning;
}

/** Builds the decoder. Text without pinyin comes back as it is. */
export function createPinyinDecoder(language: Language): (text: string) => string {
  const charactersOf = charactersBySyllable(language.has);

  /** The beginnings that `starts` become by the letters of a word. */
  const throughWord = (starts: readonly Beginning[], word: string): readonly Beginning[] => {
    const reached = Array.from({ length: word.length + 1 }, () => new Map<number, Beginning>());
    for (const start of starts) keep(reached[0]!, start);
    for (let from = 0; from < word.length; from++) {
      const beginnings = bestOf(reached[from]!);
      if (beginnings.length === 0) continue;
      for (let to = from + 1; to <= Math.min(word.length, from + LONGEST_SYLLABLE); to++)
        for (const code of charactersOf.get(word.slice(from, to)) ?? [])
          for (const beginning of beginnings) keep(reached[to]!, longerBy(beginning, code));
    }
    return bestOf(reached[word.length]!);
  };

  const longerBy = (shorter: Beginning, code: number): Beginning => ({
    cost: shorter.cost + language.cost(shorter.first, shorter.second, code),
    first: shorter.second,
    second: code,
    length: shorter.length + 1,
    shorter,
  });

  /** The cost with what stands behind. */
  const wholeCost = ({ cost, first, second }: Beginning, after: string): number => {
    const next = codeAt(after, 0);
    const withNext = cost + language.cost(first, second, next);
    return next === BREAK ? withNext : withNext + language.cost(second, next, codeAt(after, 1));
  };

  return (text) =>
    replacePinyin(text, (words, before, after) => {
      const [first, second] = [codeAt(before, before.length - 2), codeAt(before, before.length - 1)];
      const start: Beginning = { cost: 0, first, second, length: 0 };
      let best: Beginning | undefined;
      let least = Infinity;
      for (const reading of words.reduce<readonly Beginning[]>(throughWord, [start])) {
        const cost = wholeCost(reading, after);
        if (cost < least) [best, least] = [reading, cost];
      }
      if (!best) return undefined;
      const beside = second !== BREAK || codeAt(after, 0) !== BREAK;
      return least / (best.length + 1) <= (beside ? BELIEVED_BESIDE : BELIEVED) ? charactersIn(best) : undefined;
    });
}

/** Of readings that end alike the cheaper one is kept. */
function keep(reached: Map<number, Beginning>, beginning: Beginning): void {
  const key = (beginning.first << 16) | beginning.second;
  const known = reached.get(key);
  if (!known || beginning.cost < known.cost) reached.set(key, beginning);
}

const bestOf = (reached: ReadonlyMap<number, Beginning>): readonly Beginning[] =>
  [...reached.values()].sort((a, b) => a.cost - b.cost).slice(0, BEAM);

function charactersIn(reading: Beginning): string {
  let text = '';
  for (let one = reading; one.shorter; one = one.shorter) text = String.fromCharCode(one.second) + text;
  return text;
}
