/** Writes toneless pinyin in characters, as an input method does: the likeliest characters for the letters, by the language model. */
import { ENGLISH_WORDS } from '../words/englishWords.data';
import { BREAK, codeAt, STEPS_PER_NAT } from './language';
import type { Language } from './language';
import { charactersBySyllable, isPinyin, LONGEST_SYLLABLE } from './readings';

/** Letters with spaces or apostrophes between. What touches a digit or a sign is a code of some kind. */
const LETTERS = /(?<![\w@.\-'▇])[a-z]+(?:[ ']+[a-z]+)*(?![\w@\-'▇]|\.\w)/gu;
const SOME_LETTERS = /[a-z]/;
/** Longer runs stay as they are, in letters. */
const LONGEST_RUN = 160;
/** So many beginnings are kept at each place. */
const BEAM = 24;
/** Mean cost of a character up to which a reading is believed. */
const BELIEVED = 5.2 * STEPS_PER_NAT;
/** The same beside characters: somebody writes Chinese. */
const BELIEVED_BESIDE = 7 * STEPS_PER_NAT;

const HAN_BEFORE = /\p{Script=Han}$/u;
const HAN_AFTER = /^\p{Script=Han}/u;

/** A reading of the letters up to some place. */
interface Beginning {
  cost: number;
  first: number;
  second: number;
  length: number;
  shorter?: Beginning;
}

/** Builds the decoder. Text without pinyin comes back as it is. */
export function createPinyinDecoder(language: Language): (text: string) => string {
  const charactersOf = charactersBySyllable(language.has);

  /** The best readings of words, behind the text before them. */
  const read = (words: readonly string[], before: string): readonly Beginning[] => {
    const start: Beginning = {
      cost: 0,
      first: codeAt(before, before.length - 2),
      second: codeAt(before, before.length - 1),
      length: 0,
    };
    let beginnings: readonly Beginning[] = [start];
    for (const word of words) beginnings = readWord(word, beginnings);
    return beginnings;
  };

  const readWord = (word: string, starts: readonly Beginning[]): readonly Beginning[] => {
    const reached: Map<number, Beginning>[] = Array.from({ length: word.length + 1 }, () => new Map());
    for (const start of starts) keep(reached[0]!, start);
    for (let from = 0; from < word.length; from++) {
      if (reached[from]!.size === 0) continue;
      const beginnings = bestOf(reached[from]!);
      for (let to = from + 1; to <= Math.min(word.length, from + LONGEST_SYLLABLE); to++) {
        const characters = charactersOf.get(word.slice(from, to));
        if (characters) for (const beginning of beginnings) extend(beginning, characters, reached[to]!);
      }
    }
    return bestOf(reached[word.length]!);
  };

  const extend = (shorter: Beginning, characters: Uint16Array, reached: Map<number, Beginning>): void => {
    for (const code of characters) {
      const cost = shorter.cost + language.cost(shorter.first, shorter.second, code);
      keep(reached, { cost, first: shorter.second, second: code, length: shorter.length + 1, shorter });
    }
  };

  const withEnd = (beginning: Beginning, after: string): number => {
    const next = codeAt(after, 0);
    const cost = beginning.cost + language.cost(beginning.first, beginning.second, next);
    return next === BREAK ? cost : cost + language.cost(beginning.second, next, codeAt(after, 1));
  };

  const decode = (words: readonly string[], before: string, after: string): string | undefined => {
    const [best] = read(words, before)
      .map((reading) => ({ reading, cost: withEnd(reading, after) }))
      .sort((a, b) => a.cost - b.cost);
    if (!best) return undefined;
    const believed = HAN_BEFORE.test(before) || HAN_AFTER.test(after) ? BELIEVED_BESIDE : BELIEVED;
    return best.cost / (best.reading.length + 1) <= believed ? textOf(best.reading) : undefined;
  };

  const decoder = (text: string): string =>
    SOME_LETTERS.test(text)
      ? text.replace(LETTERS, (run: string, at: number) =>
          run.length > LONGEST_RUN
            ? run
            : decodeRun(run, text.slice(0, at).trimEnd(), text.slice(at + run.length).trimStart(), decode),
        )
      : text;
  decoder.cost = (w: string) =>
    read(w.split(' '), '')
      .map(
        (r) =>
          textOf(r) + ' ' + (withEnd(r, '') / (r.length + 1) / 16).toFixed(2) + ' ' + (withEnd(r, '') / 16).toFixed(1),
      )
      .slice(0, 1);
  return decoder;
}

type Decode = (words: readonly string[], before: string, after: string) => string | undefined;

/** Decodes the parts of a run that are pinyin; an English run stays. */
function decodeRun(run: string, before: string, after: string, decode: Decode): string {
  const words = run.split(/[ ']+/u);
  const english =
    words.filter((word) => ENGLISH_WORDS.has(word) && !isPinyin(word)).length +
    words.filter((word) => !isPinyin(word) && !ENGLISH_WORDS.has(word)).length;
  const pinyin = words.filter((word) => isPinyin(word) && !ENGLISH_WORDS.has(word)).length;
  if (pinyin === 0 || pinyin <= english) return run;
  const parts: string[][] = [];
  for (const word of words) {
    const last = parts.at(-1);
    if (last && isPinyin(last[0]!) && isPinyin(word)) last.push(word);
    else parts.push([word]);
  }
  let written = '';
  parts.forEach((part, index) => {
    const decoded = isPinyin(part[0]!)
      ? decode(part, before + written, index === parts.length - 1 ? after : '')
      : undefined;
    const gap = decoded === undefined && /[a-z]$/u.test(written) ? ' ' : '';
    written += decoded ?? gap + part.join(' ');
  });
  return written;
}

function keep(reached: Map<number, Beginning>, beginning: Beginning): void {
  const key = (beginning.first << 16) | beginning.second;
  const known = reached.get(key);
  if (!known || beginning.cost < known.cost) reached.set(key, beginning);
}

const bestOf = (reached: ReadonlyMap<number, Beginning>): readonly Beginning[] =>
  [...reached.values()].sort((a, b) => a.cost - b.cost).slice(0, BEAM);

function textOf(reading: Beginning): string {
  let text = '';
  for (let one: Beginning | undefined = reading; one?.shorter; one = one.shorter)
    text = String.fromCharCode(one.second) + text;
  return text;
}
