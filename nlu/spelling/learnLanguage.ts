/** Learns the language model from sentences: counts of characters, pairs and triples, smoothed after Witten and Bell. */
import { makeTable } from './hashTable';
import { BREAK, CHARACTER_CODES, codeAt, pairKey, STEPS_PER_NAT, tripleKey, UNSEEN } from './language';
import type { LanguageData } from './language';
import { createHomophones } from './readings';

/** A sentence, how much it counts, and the line that it comes from: many sentences of one pattern vouch for a pair once. */
export interface Sentence {
  text: string;
  weight: number;
  source: number;
}

/** A pair of characters is doubted where another, read alike, has so many times its lines, and so many at least. */
const RIVAL_TIMES = 30;
const RIVAL_LINES = 20;

/** How often a run of one to three characters was seen, and what followed it. */
class Gram {
  weight = 0;
  /** Lines that have it. */
  lines = 0;
  private lastLine = -1;
  /** Weight of all that followed. */
  followed = 0;
  /** How many different characters followed. */
  kinds = 0;

  /**
   * @param before the same without its last character
   * @param shorter the same without its first
   */
  constructor(
    private readonly before: Gram | undefined,
    private readonly shorter: Gram | undefined,
  ) {
    if (before) before.kinds++;
  }

  see({ weight, source }: Sentence): void {
    this.weight += weight;
    if (this.before) this.before.followed += weight;
    if (this.lastLine !== source) this.lines++;
    this.lastLine = source;
  }

  /** The share that characters never seen here get: the more different ones were seen, the more others are to come. */
  get left(): number {
    return this.kinds === 0 ? 1 : this.kinds / (this.followed + this.kinds);
  }

  /** How likely the last character is behind the others. */
  get chance(): number {
    if (!this.before) return 1;
    const { left, followed } = this.before;
    return (1 - left) * (this.weight / followed) + (this.shorter ? left * this.shorter.chance : 0);
  }
}

/** Learns from sentences. */
export function learnLanguage(sentences: Iterable<Sentence>): LanguageData {
  const { singles, pairs, triples } = countGrams(sentences);
  const single = new Uint8Array(CHARACTER_CODES).fill(UNSEEN);
  const backFromOne = new Uint8Array(CHARACTER_CODES);
  for (const [code, gram] of singles) {
    single[code] = stepsOf(gram.chance);
    backFromOne[code] = stepsOf(gram.left);
  }
  const isDoubtful = createDoubt(singles, pairs);
  const pairRows = new Map<number, number[]>();
  for (const [key, gram] of pairs)
    pairRows.set(key, [stepsOf(gram.chance), stepsOf(gram.left), isDoubtful(key, gram) ? 0 : 1]);
  const tripleRows = new Map<number, number[]>();
  for (const [key, gram] of triples) tripleRows.set(key, [stepsOf(gram.chance)]);
  return { single, backFromOne, pairs: makeTable(pairRows, 3), triples: makeTable(tripleRows, 1) };
}

const stepsOf = (chance: number): number => Math.min(UNSEEN - 1, Math.round(-Math.log(chance) * STEPS_PER_NAT));

/** The sentences hold typos too, some of them often: 申素 is seen, but 申诉 far more. */
function createDoubt(singles: ReadonlyMap<number, Gram>, pairs: ReadonlyMap<number, Gram>) {
  const homophonesOf = createHomophones((code) => singles.has(code));
  const linesOf = (before: number, code: number): number => pairs.get(pairKey(before, code))?.lines ?? 0;
  return (key: number, { lines }: Gram): boolean => {
    const [before, code] = [key >>> 16, key & 0xffff];
    const enough = Math.max(RIVAL_LINES, RIVAL_TIMES * lines);
    return (
      homophonesOf(before).some((other) => linesOf(other, code) >= enough) ||
      homophonesOf(code).some((other) => linesOf(before, other) >= enough)
    );
  };
}

function countGrams(sentences: Iterable<Sentence>) {
  const all = new Gram(undefined, undefined);
  const singles = new Map<number, Gram>([[BREAK, new Gram(all, undefined)]]);
  const pairs = new Map<number, Gram>();
  const triples = new Map<number, Gram>();
  for (const sentence of sentences) {
    for (const [run] of sentence.text.matchAll(/[\u4e00-\u9fff]+/gu)) {
      let first = BREAK;
      let second = BREAK;
      let [one, two]: [Gram, Gram | undefined] = [singles.get(BREAK)!, undefined];
      for (let at = 0; at <= run.length; at++) {
        const code = codeAt(run, at);
        const single = seen(singles, code, all, undefined);
        const pair = seen(pairs, pairKey(second, code), one, single);
        single.see(sentence);
        pair.see(sentence);
        if (two) seen(triples, tripleKey(first, second, code), two, pair).see(sentence);
        [first, second, one, two] = [second, code, single, pair];
      }
    }
  }
  return { singles, pairs, triples };
}

function seen(grams: Map<number, Gram>, key: number, before: Gram, shorter: Gram | undefined): Gram {
  let gram = grams.get(key);
  if (gram === undefined) grams.set(key, (gram = new Gram(before, shorter)));
  return gram;
}
